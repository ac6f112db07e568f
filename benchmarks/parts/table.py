"""Turns results of several runs into one line, and result lines into a table in Markdown, for docs/benchmarks.md."""
import json
import statistics

# What each scenario is about: the figures worth a column, by their names in the results.
FIGURES = {
    "zero-cold": ["rows_per_s", "of_floor"],
    "zero": ["rows_per_s", "of_floor", "cpu_s_per_1000", "peak_rss_mb"],
    "ten": ["wall_s", "peak_rss_mb"],
    "ten-again": ["wall_s", "requests"],
    "again": ["wall_s", "requests"],
    "fixed-cold": ["ideal_over_window", "of_floor"],
    "fixed": ["ideal_over_window"],
    "log-normal": ["ideal_over_window"],
    "rate": ["ideal_over_window", "refused_429", "rows_lost"],
    "rate-date": ["ideal_over_window", "refused_429", "rows_lost"],
    "rate-headers": ["ideal_over_window", "refused_429", "rows_lost"],
    "rate-silent": ["ideal_over_window", "refused_429", "rows_lost"],
    "most-open": ["ideal_over_window", "refused_429", "rows_lost"],
    "errors": ["wall_s", "wall_s_more", "rows_lost"],
    "poison": ["good_rows_lost", "rows_that_always_fail", "failed_rows_with_reason", "most_of_one_body"],
    "cut": ["wall_s_more", "rows_lost"],
    "hang": ["wall_s", "clean_wall_s", "rows_lost"],
    "kill": ["answered_before_kill", "open_at_kill", "paid_again", "journalled_paid_again", "rows_lost"],
    "system": ["stale_rows", "requests_after_change", "requests_after_changing_back"],
    "batch": ["wall_s", "answers_on_wrong_rows", "rows_lost", "batches", "batch_requests", "looks_when_over"],
}


def summary(results):
    """The median of every number over several runs of the same, with the least and the most where they differ."""
    if len(results) == 1:
        return results[0]
    middle, spread = {}, {}
    for name in results[0]:
        values = [result.get(name) for result in results]
        if all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values):
            middle[name] = statistics.median(values)
            if min(values) != max(values):
                spread[name] = [min(values), max(values)]
        else:
            middle[name] = values[0] if all(value == values[0] for value in values) else values
    return {**middle, "runs": len(results), "min_max": spread}


def cell(result, figure):
    if result is None or result.get(figure) is None:
        return "-"
    least_and_most = result.get("min_max", {}).get(figure)
    text = shown(result[figure])
    return text if not least_and_most else f"{text} ({shown(least_and_most[0])} to {shown(least_and_most[1])})"


def shown(value):
    if isinstance(value, float) and 0.99 <= value < 1:
        return f"{value:.4f}"  # so that what is not all is not shown as all
    return f"{value:,.3g}" if isinstance(value, float) and abs(value) < 1000 else f"{value:,.0f}"


def table(paths, figures_of=None):
    """One row for each scenario and figure, one column for each tool; of several lines for the same, the last."""
    results, tools = {}, []
    for path in paths:
        with open(path) as file:
            for line in file:
                result = json.loads(line)
                results[result["scenario"], result["tool"]] = result
                if result["tool"] not in tools:
                    tools.append(result["tool"])
    lines = ["| scenario | rows | figure | " + " | ".join(tools) + " |", "|---|---|---|" + "---|" * len(tools)]
    for scenario, figures in (figures_of or FIGURES).items():
        of_tools = [results.get((scenario, tool)) for tool in tools]
        rows = next((result["rows"] for result in of_tools if result), None)
        for figure in figures if rows else []:
            cells = " | ".join(cell(result, figure) for result in of_tools)
            lines.append(f"| `{scenario}` | {rows:,.0f} | `{figure}` | {cells} |")
    return "\n".join(lines)
