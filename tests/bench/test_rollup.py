from trigpoint.bench.rollup import run


def test_the_report_on_roll_ups_holds_both_promises_and_what_they_were_compared_with():
    report = run(repeats=2, many=2000, some=500)
    targets = {check.name: check.target for check in report.checks if check.target}
    assert targets == {
        "roll-up, all goals": "<= 5",
        "roll-up, one check-in": "<= 50",
        "roll-up, drift": "<= 1e-12",
    }
    assert all(check.how and check.value is not None for check in report.checks)
    drift = next(check for check in report.checks if check.name == "roll-up, drift")
    assert drift.holds
