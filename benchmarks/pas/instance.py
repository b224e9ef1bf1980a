"""Read an instance of patient admission scheduling, and say what a night of a patient in a room costs.

Format and costs are those of Demeester, Bilgin and Vanden Berghe (https://people.cs.kuleuven.be/~tony.wauters);
nothing of Shanyrak is known here.
"""

from dataclasses import dataclass
from pathlib import Path

LARGER_ROOM, DEPARTMENT, SPECIALISM, PRIORITY = 0.8, 1.0, 2.0, 1.0  # a night; the last for each step
WANTED, REQUIRED, SEX, AGE = 2.0, 5.0, 5.0, 10.0  # a property that is missing; a wrong sex; a wrong age
TRANSFER = 11.0  # from one room to another


@dataclass(frozen=True, slots=True)
class Department:
    """Ages (0: no limit) and specialisms of a department."""

    youngest: int
    oldest: int
    specialisms: frozenset[int]


@dataclass(frozen=True, slots=True)
class Room:
    """A room; `policy` is M or F, D where one night has one sex, N where anybody may lie beside anybody."""

    number: int
    beds: int
    department: Department
    policy: str
    priority: dict[int, int]  # of each specialism that it serves
    properties: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """Nights ``[first, end)`` of a patient under one specialism."""

    specialism: int
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Patient:
    """Who lies how long and wants what; `largest` is the room's size that it would take at most, 0: any."""

    number: int
    age: int
    sex: str
    segments: tuple[Segment, ...]
    largest: int
    required: tuple[bool, ...]
    wanted: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Instance:
    """All patients that count and all rooms, on nights from 0 to `n_nights`."""

    n_nights: int
    rooms: tuple[Room, ...]
    patients: tuple[Patient, ...]

    @property
    def nights_asked(self) -> int:
        """Nights of all patients that count."""
        return sum(s.end - s.first for p in self.patients for s in p.segments)


def night_cost(patient: Patient, specialism: int, room: Room) -> float:
    """Return what one night of a patient in a room costs, whoever else lies there."""
    cost = LARGER_ROOM if 0 < patient.largest < room.beds else 0.0
    cost += 0.0 if specialism in room.department.specialisms else DEPARTMENT
    cost += PRIORITY * (room.priority[specialism] - 1) if specialism in room.priority else SPECIALISM
    for there, required, wanted in zip(room.properties, patient.required, patient.wanted, strict=True):
        if not there:
            cost += REQUIRED if required else WANTED if wanted else 0.0
    cost += SEX if room.policy in {"M", "F"} and room.policy != patient.sex else 0.0
    cost += AGE if patient.age < room.department.youngest else 0.0
    return cost + (AGE if 0 < room.department.oldest < patient.age else 0.0)


def read(path: Path) -> Instance:
    """Return the instance in a file; patients who come too late or stay no night do not count."""
    head, sections = _sections(path)
    n_nights = head["Planning horizon"]
    departments = {}
    for left, right in (line.split("|") for line in sections["DEPARTMENTS"]):
        number, _, youngest, oldest = left.split()
        departments[int(number)] = Department(int(youngest), int(oldest), frozenset(_priorities(right)))
    rooms = tuple(_room(line.split("|"), departments) for line in sections["ROOMS"])
    patients = (_patient(line.split("|"), n_nights) for line in sections["PATIENTS"])
    return Instance(n_nights, rooms, tuple(p for p in patients if p.segments))


def _sections(path: Path) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Return the counts of the head and the lines of each section."""
    head: dict[str, int] = {}
    sections: dict[str, list[str]] = {}
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    section: list[str] = []
    for line in filter(None, lines):
        name, colon, count = line.partition(":")
        if colon and not count:
            section = sections.setdefault(name, [])
        elif colon:
            head[name] = int(count)
        elif line != "END.":
            section.append(line)
    return head, sections


def _priorities(text: str) -> dict[int, int]:
    """Return the priority of each specialism, from pairs of a priority and a specialism; 0 is none."""
    numbers = [int(x) for x in text.split()]
    return {s: p for p, s in zip(numbers[::2], numbers[1::2], strict=True) if s}


def _flags(text: str) -> tuple[bool, ...]:
    return tuple(x == "1" for x in text.split())


def _room(fields: list[str], departments: dict[int, Department]) -> Room:
    return Room(
        number=int(fields[0].split()[0]),
        beds=int(fields[1]),
        department=departments[int(fields[2])],
        policy=fields[3].strip(),
        priority=_priorities(fields[4]),
        properties=_flags(fields[5]),
    )


def _patient(fields: list[str], n_nights: int) -> Patient:
    number, _, age, sex = fields[0].split()
    night, until = (int(x) for x in fields[1].split())
    numbers = [int(x) for x in fields[2].split()][1:]
    segments = []
    for specialism, length in zip(numbers[::2], numbers[1::2], strict=True):
        first, night = night, night + length
        segments.append(Segment(specialism, first, min(night, until, n_nights)))
    return Patient(
        number=int(number),
        age=int(age),
        sex=sex,
        segments=tuple(s for s in segments if s.first < s.end),
        largest=int(fields[3]),
        required=_flags(fields[4]),
        wanted=_flags(fields[5]),
    )
