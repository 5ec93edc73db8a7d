#!/usr/bin/env python3
"""with_vroom.py MUSETTE [PROBLEMS [SEED]]: VROOM itself, by its Python package, and `musette solve` on the same problems.

Each answer is judged twice: by VROOM's own plan mode and by ours, with the steps of the answer. More priority is
better, then more tasks, then less cost; ours must be no worse. Exits with 1 if it is, or if an answer breaks
anything. Matrices are of a plane with detours, whole seconds and metres.
"""

import json
import math
import multiprocessing
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

try:
    import vroom
except ImportError:
    sys.exit("with_vroom.py: there is no pyvroom; pip install pyvroom, in an environment of its own")

# Kind of problem: what it has beside jobs. All have windows, and amounts where there are capacities.
KINDS = ["plain", "capacity", "windows", "shipments", "skills", "breaks", "costs", "setup", "limits", "all"]


def problem(kind, size, rng):
    def has(*kinds):
        return kind in kinds or kind == "all"

    places = [(rng.uniform(0, 3000), rng.uniform(0, 3000)) for _ in range(size + 1)]

    def far(a, b, scale):
        return round(math.hypot(a[0] - b[0], a[1] - b[1]) * scale)

    durations = [[far(a, b, 0.25) for b in places] for a in places]
    distances = [[far(a, b, 1.3) for b in places] for a in places]
    vehicles = max(2, size // 10)

    def window():
        start = rng.randrange(0, 9000)
        return [[start, start + rng.choice([900, 1800, 3600])]]

    def task(ident, place):
        it = {"id": ident, "location_index": place, "service": rng.choice([60, 120, 180])}
        if has("windows", "breaks") and rng.random() < 0.6:
            it["time_windows"] = window()
        if has("setup"):
            it["setup"] = rng.choice([0, 60, 120])
        return it

    jobs, shipments, place = [], [], 1
    while place <= size:
        if has("shipments") and place < size and rng.random() < 0.5:
            shipment = {"pickup": task(place, place), "delivery": task(place, place + 1)}
            if has("capacity", "shipments"):
                shipment["amount"] = [rng.randint(1, 4), rng.randint(0, 3)]
            shipments.append(shipment)
            place += 2
            continue
        job = task(place, place)
        if has("capacity", "shipments"):
            job["delivery"] = [rng.randint(1, 4), rng.randint(0, 3)]
        if has("skills") and rng.random() < 0.3:
            job["skills"] = [rng.randint(1, 3)]
        if has("skills", "limits") and rng.random() < 0.4:
            job["priority"] = rng.randint(1, 100)
        jobs.append(job)
        place += 1

    def vehicle(ident):
        it = {"id": ident, "start_index": 0, "end_index": 0, "time_window": [0, 14400]}
        if has("capacity", "shipments"):
            it["capacity"] = [30, 25]
        if has("skills"):
            it["skills"] = sorted(rng.sample([1, 2, 3], 2))
        if has("breaks"):
            it["breaks"] = [{"id": 1, "service": 900, "time_windows": [[4000, 7000]]}]
        if has("costs"):
            it["costs"] = {"fixed": rng.choice([0, 600]), "per_hour": rng.choice([1800, 3600, 5400]), "per_km": 100}
        if has("limits"):
            it.update(max_tasks=12, max_travel_time=5400, max_distance=30000)
        return it

    document = {
        "vehicles": [vehicle(number) for number in range(1, vehicles + 1)],
        "matrices": {"car": {"durations": durations, "distances": distances}},
    }
    if jobs:
        document["jobs"] = jobs
    if shipments:
        document["shipments"] = shipments
    return document


def with_steps(document, answer):
    """The same problem with the routes of an answer."""
    routes = {route["vehicle"]: route["steps"] for route in answer["routes"]}

    def step(it):
        named = it["type"] not in ("start", "end")
        return {"type": it["type"], "id": it["id"]} if named else {"type": it["type"]}

    vehicles = [
        {**it, "steps": [step(one) for one in routes[it["id"]]]} if it["id"] in routes else it
        for it in document["vehicles"]
    ]
    return {**document, "vehicles": vehicles, "options": {"c": True}}


def in_vroom(text, plan, answers):
    try:
        asked = vroom.Input()
        asked._from_json(text, False)
        start = time.monotonic()
        solution = asked.check() if plan else asked.solve(exploration_level=5, nb_threads=1)
        answers.put((solution.to_dict(), time.monotonic() - start))
    except Exception as error:  # noqa: BLE001
        answers.put(({"code": 2, "error": str(error)}, 0.0))


def theirs(document, plan=False):
    """In a process of its own, since VROOM sometimes dies."""
    answers = multiprocessing.Queue()
    process = multiprocessing.Process(target=in_vroom, args=(json.dumps(document), plan, answers))
    process.start()
    try:
        return answers.get(timeout=120)
    except Exception:  # noqa: BLE001
        return {"code": 1, "error": "VROOM died"}, 0.0
    finally:
        process.kill()
        process.join()


def ours(musette, document):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        file.write(json.dumps(document))
        file.flush()
        start = time.monotonic()
        command = [musette, "solve", "--format", "vroom", "--threads", "1", "--time-limit", "20", file.name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        took = time.monotonic() - start
    if not done.stdout.strip():
        sys.exit(f"with_vroom.py: {musette} said nothing: {done.stderr}")
    return json.loads(done.stdout), took


def value(answer):
    summary = answer["summary"]
    return -summary["priority"], summary["unassigned"], summary["cost"]


def judged(musette, document, answer):
    """What plan mode, theirs and ours, has against an answer."""
    asked = with_steps(document, answer)
    for judge, (told, _) in (("VROOM", theirs(asked, plan=True)), ("Musette", ours(musette, asked))):
        if told["code"] != 0:
            yield f"{judge} does not take it: {told['error']}"
            continue
        if told["summary"]["violations"]:
            yield f"{judge} sees {told['summary']['violations']}"
        # Each route's cost is rounded.
        if abs(told["summary"]["cost"] - answer["summary"]["cost"]) > len(answer["routes"]):
            yield f"{judge} has a cost of {told['summary']['cost']}, not {answer['summary']['cost']}"


def main():
    musette = str(Path(sys.argv[1]).resolve())
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 30
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    print("| problem | tasks | VROOM: left, cost | ms | Musette: left, cost | ms | cost |")
    print("|---|---|---|---|---|---|---|")
    better = equal = worse = 0
    wrong, ratios = [], []
    for number in range(count):
        kind, size = KINDS[number % len(KINDS)], rng.choice([10, 20, 40, 80])
        document = problem(kind, size, rng)
        (a, a_s), (b, b_s) = theirs(document), ours(musette, document)
        if a["code"] != 0 or b["code"] != 0:
            wrong.append(f"{kind} {size}: VROOM says {a.get('error')}, Musette {b.get('error')}")
            continue
        for who, answer in (("VROOM", a), ("Musette", b)):
            wrong += [f"{kind} {size}: the answer of {who}: {it}" for it in judged(musette, document, answer)]
        slack = len(b["routes"]) if kind in ("costs", "all") else 0
        left, right = value(a), value(b)
        if right[:2] == left[:2] and abs(right[2] - left[2]) <= slack:
            equal += 1
        elif right < left:
            better += 1
        else:
            worse += 1
            wrong.append(f"{kind} {size}: ours is worse: {right} against {left}")
        ratio = ""
        if right[:2] == left[:2] and left[2]:
            ratios.append(right[2] / left[2])
            ratio = f"{100 * (ratios[-1] - 1):+.2f} %"
        print(f"| {kind} | {size} | {left[1]}, {left[2]} | {a_s * 1e3:.0f} "
              f"| {right[1]}, {right[2]} | {b_s * 1e3:.0f} | {ratio} |", flush=True)  # fmt: skip
    mean = 100 * (sum(ratios) / len(ratios) - 1) if ratios else 0
    print(f"\nours better in {better}, equal in {equal}, worse in {worse}; "
          f"cost where as much is served: {mean:+.2f} % on average")  # fmt: skip
    for complaint in wrong:
        print(complaint, file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
