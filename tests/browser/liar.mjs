// A server that lies: stands between the browser and the real one, and changes answers as a test tells it.
import http from 'node:http';

/// {address, lie, close()}. `lie(path, answer)` is asked of each answer in JSON: what it returns goes to the browser
/// in its place; null: the answer is lost on the way. Requests go on as they are, but for compression.
export async function liar(target) {
  const { hostname, port } = new URL(target);
  const state = { lie: null };
  const server = http.createServer((request, response) => {
    const onward = http.request({ hostname, port, path: request.url, method: request.method, headers: { ...request.headers, 'accept-encoding': 'identity' } }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => {
        let body = Buffer.concat(parts);
        const headers = { ...answer.headers }, isJson = /application\/json/.test(headers['content-type'] || '');
        if (state.lie && isJson && answer.statusCode === 200) {
          const told = state.lie(request.url, JSON.parse(body.toString()));
          if (told === null) return request.socket.destroy();
          body = Buffer.from(JSON.stringify(told));
        }
        delete headers['transfer-encoding'];
        response.writeHead(answer.statusCode, { ...headers, 'content-length': body.length });
        response.end(body);
      });
    });
    onward.on('error', () => request.socket.destroy());
    request.pipe(onward);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  state.address = `http://127.0.0.1:${server.address().port}`;
  state.close = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return state;
}
