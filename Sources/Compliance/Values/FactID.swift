/// Names what a person may rightly do twice, such as a case or a statement: made by whoever does it, as the id of an inspection
/// is, so that the same again changes nothing.
package typealias FactID = InspectionID
