// A mail server that really listens on this machine, for the play: takes every letter and keeps it.
import net from 'node:net';

export async function listenForMail() {
  const letters = [];
  const waiting = [];
  const server = net.createServer((socket) => {
    let text = '', letter = {}, isData = false;
    const say = (line) => socket.write(`${line}\r\n`);
    const take = (line) => {
      if (isData) {
        if (line !== '.') return letter.lines.push(line.startsWith('.') ? line.slice(1) : line);
        isData = false;
        letters.push(letter);
        for (const look of waiting) look();
        return say('250 taken');
      }
      const command = line.slice(0, 4).toUpperCase();
      if (command === 'EHLO') return say('250 mail.example.org');
      if (command === 'MAIL') letter = { from: line, to: '', lines: [] };
      if (command === 'RCPT') letter.to = /<(.*)>/.exec(line)[1];
      if (command === 'DATA') {
        isData = true;
        return say('354 go on');
      }
      say(command === 'QUIT' ? '221 bye' : '250 ok');
      if (command === 'QUIT') socket.end();
    };
    socket.on('data', (bytes) => {
      text += bytes;
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        take(line);
      }
    });
    socket.on('error', () => {});
    say('220 mail.example.org ESMTP');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${server.address().port}`,
    close: () => server.close(),
    /// The first letter to that address; its body as text.
    letterTo: (address) => new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no letter to ${address} came`)), 20000);
      const look = () => {
        const found = letters.find((letter) => letter.to === address);
        if (!found) return;
        clearTimeout(late);
        const empty = found.lines.indexOf('');
        resolve({ head: found.lines.slice(0, empty), body: Buffer.from(found.lines.slice(empty + 1).join(''), 'base64').toString('utf8') });
      };
      waiting.push(look);
      look();
    }),
  };
}
