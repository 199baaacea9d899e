#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What Debian's dt-schema says of binding files, as JSON lines: dt-doc-validate.py < paths

Each file is judged by the meta-schemas that it names. One that makes the program fail, or want
more than the memory that it may have, gets a line that says so.
"""
import json
import resource
import sys

import dtschema

MEMORY = 2 << 30  # bytes

resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
for path in sys.stdin.read().split('\n'):
    if not path:
        continue
    found, failure = [], None
    try:
        binding = dtschema.load(path)
        for error in dtschema.DTValidator.iter_schema_errors(binding):
            found.append({'node': '', 'property': [str(step) for step in error.absolute_path], 'schema': binding['$schema'],
                          'keyword': error.validator or 'false'})
    except (Exception, SystemExit) as error:
        failure = f'{type(error).__name__}: {error}'[:200]
    print(json.dumps({'file': path, 'failure': failure, 'verdicts': found}))
