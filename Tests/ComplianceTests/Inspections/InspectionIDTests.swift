import Testing

@testable import Compliance

@Suite("Ids of inspections")
struct InspectionIDTests {
    @Test("A UUID of version 7, in either case, kept in lower case")
    func read() {
        let id = InspectionID("01890A5D-AC96-774B-BCCE-B302099A8057")
        #expect(id?.description == "01890a5d-ac96-774b-bcce-b302099a8057")
        #expect(id == InspectionID("01890a5d-ac96-774b-bcce-b302099a8057"))
    }

    @Test(
        "Anything else is none",
        arguments: [
            "", "01890a5d-ac96-474b-bcce-b302099a8057", "01890a5d-ac96-774b-7cce-b302099a8057",
            "01890a5dac96774bbcceb302099a8057", "01890a5d-ac96-774b-bcce-b302099a805",
            "01890a5d-ac96-774b-bcce-b302099a80577", "01890a5d-ac96-774b-bcce-b302099a805g",
            "{01890a5d-ac96-774b-bcce-b302099a805}", "01890a5d_ac96-774b-bcce-b302099a8057",
            " 01890a5d-ac96-774b-bcce-b302099a8057",
        ]
    )
    func refused(text: String) {
        #expect(InspectionID(text) == nil)
    }
}
