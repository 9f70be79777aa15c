#!/usr/bin/env python3
"""An engine for parlance draft and parlance readback that asks Apertium (https://apertium.org), which runs on this machine.

    parlance draft es --with app/docs/apertium-engine.py eng-spa
    parlance readback es --with app/docs/apertium-engine.py spa-eng

On Debian: apt install apertium apertium-eng-spa. Apertium leaves the tags of HTML where they are, and a number as it is.
Where it makes one word of several ("in the morning"), a tag may be left without a word: parlance throws such a draft away, and says so.
"""
import json
import subprocess
import sys

pair = sys.argv[1]
print(json.dumps({"version": 1, "name": "Apertium " + pair}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    if "id" not in request:
        continue  # the task
    answer = {"id": request["id"]}
    run = subprocess.run(["apertium", "-u", "-f", "html", pair], input=request["text"].encode(), capture_output=True)
    if run.returncode == 0:
        answer["text"] = run.stdout.decode()
    else:
        answer["error"] = run.stderr.decode(errors="replace").strip() or "apertium failed"
    print(json.dumps(answer), flush=True)
