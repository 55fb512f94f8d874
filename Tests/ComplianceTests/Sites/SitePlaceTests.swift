import Testing

@testable import Compliance

@Suite("Degrees as a register says them")
struct SitePlaceTests {
    @Test(
        "Six decimals, the seventh rounded; a sign where it is south or west",
        arguments: [
            ("34.4", "34.400000"), ("34", "34.000000"), ("+34.4123456", "34.412346"),
            ("34.41234549", "34.412345"), ("-0.0000001", "0.000000"), ("-33.9999999", "-34.000000"),
            ("90", "90.000000"), ("0.00000000000000001", "0.000000"), ("09.5", "9.500000"),
        ]
    )
    func degrees(text: String, kept: String) {
        #expect(SitePlace.degrees(text, .latitude) == kept)
    }

    @Test(
        "Nothing else is degrees",
        arguments: [
            "", ".", "34.", ".5", "34,4", "34°24′", "3.4E1", "90.000001", "112.7", "１２", "34.4 ", "--1",
            "1e1",
            "0.000000000000000001", "N34.4", "34.4\n", "000034",
        ]
    )
    func nothing(text: String) {
        #expect(SitePlace.degrees(text, .latitude) == nil)
    }

    @Test("Longitudes go to 180")
    func longitude() {
        #expect(SitePlace.degrees("112.712345", .longitude) == "112.712345")
        #expect(SitePlace.degrees("-180", .longitude) == "-180.000000")
        #expect(SitePlace.degrees("180.0000004", .longitude) == "180.000000")
        #expect(SitePlace.degrees("180.0000005", .longitude) == nil)
    }
}
