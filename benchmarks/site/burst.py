#!/usr/bin/env python3
"""What a burst of uploads leaves in memory: 220 tables of 1 to 3 MB, eight at a time, to a server with the sample.

    python3 benchmarks/site/burst.py build/release/pingxing

Says the resident memory before, when the last one is answered, and 15 seconds later. Linux only.
"""
import http.client
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

UPLOADS, AT_ONCE, BYTES = 220, 8, (1_000_000, 3_000_000)
FORM = 'application/x-www-form-urlencoded'


def table(number):
    """People of a unit that is not there: read, checked and refused, so that each upload costs the same."""
    size = random.Random(number).randint(*BYTES)
    rows, length = ['人员编号,姓名,单位编号\n'], 0
    while length < size:
        rows.append(f'P{number:03d}{len(rows):06d},员工{len(rows)},D0101\n')
        length += len(rows[-1].encode())
    return ''.join(rows).encode()


def main():
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.argv[1], 'serve', '--demo', '--database', f'{folder}/a.db', '--listen', '127.0.0.1:0']
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        port = int(re.search(r':(\d+)$', server.stdout.readline().strip()).group(1))
        threading.Thread(target=lambda: [None for _ in server.stdout], daemon=True).start()
        try:
            burst(server.pid, port)
        finally:
            server.terminate()
            server.wait()


def burst(pid, port):
    def ask(method, path, body=None, headers=None):
        connection = http.client.HTTPConnection('127.0.0.1', port)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer, answer.read()

    def memory(what):
        with open(f'/proc/{pid}/status') as status:
            return next(int(line.split()[1]) // 1024 for line in status if line.startswith(what))

    def token(page):
        return re.search(rb'name="csrf" value="([^"]+)"', page).group(1).decode()

    typed = {'csrf': token(ask('GET', '/sign-in')[1]), 'login': 'admin', 'password': 'pingxing-demo'}
    signed_in = ask('POST', '/sign-in', urllib.parse.urlencode(typed), {'Content-Type': FORM})[0]
    cookie = signed_in.getheader('Set-Cookie').split(';')[0]
    csrf = token(ask('GET', '/units/import', headers={'Cookie': cookie})[1])
    waiting, lock, statuses = list(range(UPLOADS)), threading.Lock(), {}

    def upload():
        while True:
            with lock:
                if not waiting:
                    return
                number = waiting.pop()
            head = (f'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{csrf}\r\n'
                    '--x\r\nContent-Disposition: form-data; name="file"; filename="people.csv"\r\n\r\n')
            body = head.encode() + table(number) + b'\r\n--x--\r\n'
            headers = {'Cookie': cookie, 'Content-Type': 'multipart/form-data; boundary=x'}
            status = ask('POST', '/units/import/people/preview', body, headers)[0].status
            with lock:
                statuses[status] = statuses.get(status, 0) + 1

    print(f'before: {memory("VmRSS")} MB')
    threads = [threading.Thread(target=upload) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f'answered {statuses}: {memory("VmRSS")} MB, at most {memory("VmHWM")} MB')
    time.sleep(15)
    print(f'15 s later: {memory("VmRSS")} MB')


main()
