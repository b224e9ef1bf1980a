"""Files of a case and of a plan: reading with every fault told, and writing whole or not at all."""

from shanyrak.placement.files.cases import write_case
from shanyrak.placement.files.certificates import read_certificate, write_certificate
from shanyrak.placement.files.faults import Fault, refusal
from shanyrak.placement.files.folder import OutputFolder, whole_file
from shanyrak.placement.files.plans import (
    EarlierPlan,
    read_earlier_plan,
    read_plan,
    write_plan,
    write_told_anew,
    write_unplaced,
)
from shanyrak.placement.files.reading import Reading, read, read_case
from shanyrak.placement.files.sources import Input
from shanyrak.placement.files.summary import Summary, summary
from shanyrak.placement.files.workbook import write_workbook

__all__ = [
    "EarlierPlan",
    "Fault",
    "Input",
    "OutputFolder",
    "Reading",
    "Summary",
    "read",
    "read_case",
    "read_certificate",
    "read_earlier_plan",
    "read_plan",
    "refusal",
    "summary",
    "whole_file",
    "write_case",
    "write_certificate",
    "write_plan",
    "write_told_anew",
    "write_unplaced",
    "write_workbook",
]
