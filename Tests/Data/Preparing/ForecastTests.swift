import Testing

@testable import MNLData

@Suite struct ForecastTests {
  @Test(
    "looks back whole seasons, to the last one that is known",
    arguments: [
      (1, 24, 24), (24, 24, 24), (25, 24, 48), (48, 24, 48), (49, 24, 72), (3, 1, 3), (1, 1, 1),
    ])
  func back(ahead: Int, season: Int, back: Int) {
    let forecast = Forecast(feature: 0, ahead: ahead, season: season)
    #expect(forecast.back == back)
  }

  @Test("has a season only where its value is among the steps that are read")
  func reaches() {
    #expect(Forecast(feature: 0, ahead: 1, season: 24).reaches(steps: 24))
    #expect(!Forecast(feature: 0, ahead: 1, season: 24).reaches(steps: 23))
    #expect(Forecast(feature: 0, ahead: 25, season: 24).reaches(steps: 24))
    #expect(!Forecast(feature: 0, ahead: 25, season: 24).reaches(steps: 23))
    #expect(Forecast(feature: 0, ahead: 5).reaches(steps: 1))
  }
}
