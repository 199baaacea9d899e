#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What Debian's dt-validate finds in blobs, as JSON lines: verdicts.py SCHEMA SECONDS < paths

The program itself is loaded and does the work. What it would print about an error is replaced by the error's parts. Before
each blob the index of phandles is emptied, because 2022.08 keeps it; a blob that makes the program fail, or wait for
longer than SECONDS, or want more than the memory that it may have, gets a line that says so.
"""
import importlib.machinery
import importlib.util
import json
import resource
import signal
import sys

import dtschema
import dtschema.dtb

PROGRAM = '/usr/bin/dt-validate'
MEMORY = 2 << 30  # bytes
MARK = '\n\tFrom schema: '
where, found = '', []


def parts(filename, error, **_):
    return json.dumps({'property': [str(step) for step in error.absolute_path], 'keyword': error.validator or 'false'})


def collect(text, **_):
    values, schema = text.rsplit(MARK, 1)
    found.append({'node': where, 'schema': schema, **json.loads(values)})


def timeout(*_):
    raise TimeoutError('no answer in time')


def load():
    loader = importlib.machinery.SourceFileLoader('dt_validate', PROGRAM)
    program = importlib.util.module_from_spec(importlib.util.spec_from_loader('dt_validate', loader))
    loader.exec_module(program)
    program.print, program.show_matched = collect, False
    dtschema.format_error = parts
    rules = program.schema_group(sys.argv[1])
    for address, schema in rules.schemas.items():
        schema['$filename'] = address
    check = rules.check_node

    def noted(tree, node, disabled, nodename, fullname, filename):
        global where
        where = fullname
        check(tree, node, disabled, nodename, fullname, filename)
    rules.check_node = noted
    return rules


def main():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    rules = load()
    signal.signal(signal.SIGALRM, timeout)
    sys.stderr = open('/dev/null', 'w')
    for path in sys.stdin.read().split('\n'):
        if not path:
            continue
        found.clear()
        dtschema.dtb.phandles.clear()
        dtschema.dtb.phandle_loc.clear()
        failure = None
        signal.alarm(int(sys.argv[2]))
        try:
            rules.check_trees(path, dtschema.load(path))
        except (Exception, SystemExit) as error:
            failure = f'{type(error).__name__}: {error}'[:200]
        finally:
            signal.alarm(0)
        print(json.dumps({'file': path, 'failure': failure, 'verdicts': found}))


main()
