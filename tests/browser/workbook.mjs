// Fills in a workbook that the site made: rows of text below the header of its first sheet. Everything else in the file
// stays as it is, as when somebody fills in the template in Excel or WPS.
import zlib from 'node:zlib';

const crcTable = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; ++k) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});
const crc32 = (bytes) => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
};

function unzip(bytes) {
  const entries = new Map();
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; --left) {
    const [method, size, nameSize, extraSize, noteSize, offset] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameSize);
    const begin = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    const packed = bytes.subarray(begin, begin + size);
    entries.set(name, method === 8 ? zlib.inflateRawSync(packed) : Buffer.from(packed));
    at += 46 + nameSize + extraSize + noteSize;
  }
  return entries;
}

function zip(entries) {
  const parts = [], list = [];
  let offset = 0;
  for (const [name, bytes] of entries) {
    const head = Buffer.alloc(30), row = Buffer.alloc(46), path = Buffer.from(name);
    head.writeUInt32LE(0x04034b50, 0);
    row.writeUInt32LE(0x02014b50, 0);
    row.writeUInt16LE(20, 4);
    for (const [into, from] of [[head, 4], [row, 6]]) {  // the same fields, two bytes further on
      into.writeUInt16LE(20, from);
      into.writeUInt32LE(crc32(bytes), from + 10);
      into.writeUInt32LE(bytes.length, from + 14);
      into.writeUInt32LE(bytes.length, from + 18);
      into.writeUInt16LE(path.length, from + 22);
    }
    row.writeUInt32LE(offset, 42);
    parts.push(head, path, bytes);
    list.push(row, path);
    offset += 30 + path.length + bytes.length;
  }
  const size = list.reduce((sum, part) => sum + part.length, 0), end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.size, 8);
  end.writeUInt16LE(entries.size, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...list, end]);
}

const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

export function fillIn(workbook, rows) {
  const entries = unzip(workbook);
  const name = 'xl/worksheets/sheet1.xml';
  const lines = rows.map((cells, r) => `<row r="${r + 2}">${cells.map((text, c) => (text === '' ? '' : `<c r="${String.fromCharCode(65 + c)}${r + 2}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`)).join('')}</row>`);
  const sheet = entries.get(name).toString('utf8');
  if (!sheet.includes('</sheetData>')) throw new Error('the template has no rows');
  entries.set(name, Buffer.from(sheet.replace('</sheetData>', `${lines.join('')}</sheetData>`)));
  return zip(entries);
}
