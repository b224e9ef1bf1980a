"""The cities of the synthetic wave: where parties come and where beds are. Nothing is drawn here.

Coordinates and populations: GeoNames (https://www.geonames.org), CC BY 4.0. The two shares are our judgement.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class City:
    """A city, with its share of the short stays (on the way) and of the long stays (to settle)."""

    name: str
    lat: float
    lon: float
    population: int
    on_the_way: float
    to_settle: float


CITIES = (
    City("Oral", 51.24601, 51.42558, 330_000, 0.26, 0.10),
    City("Astana", 51.18010, 71.44598, 1_544_142, 0.08, 0.24),
    City("Almaty", 43.25249, 76.91150, 1_977_011, 0.07, 0.36),
    City("Kostanay", 53.21435, 63.62463, 210_000, 0.14, 0.05),
    City("Aktobe", 50.27969, 57.20718, 500_757, 0.12, 0.05),
    City("Petropavl", 54.87343, 69.15065, 200_920, 0.12, 0.03),
    City("Pavlodar", 52.27601, 76.96881, 329_002, 0.06, 0.03),
    City("Karagandy", 49.80187, 73.10211, 497_777, 0.03, 0.05),
    City("Oskemen", 49.97143, 82.60586, 319_067, 0.04, 0.02),
    City("Atyrau", 47.10480, 51.88427, 290_700, 0.04, 0.02),
    City("Semey", 50.42064, 80.25025, 292_780, 0.03, 0.02),
    City("Shymkent", 42.30988, 69.60042, 1_200_000, 0.01, 0.03),
)
"""In the order in which a smaller wave takes them: the busiest crossing first, then where people settle."""
