"""A small kit of charts as SVG text: lines, bars, heat map, bubbles on a map; no script, no network, no state.

Every chart is a pure function of plain values and a `Frame`; `figure` sets it on a page with its caption and its table.
"""
