"""A small kit of charts as SVG text: lines, bars, heat map, bubbles on a map; no script, no network.

Every chart is a pure function of plain values and a `Frame`; `figure` adds caption and table.
"""
