// The DuckDB rival: rates the national population with duckdb.sql in a database in memory and says how long it took, in
// the JSON lines of report.hpp. A wrong checksum is an error.
// Use: node duckdb.mjs --data DIR [--n N] [--runs R] [--threads T] [--json]; DIR holds national-N.csv.
import { DuckDBInstance } from '@duckdb/node-api'
import { closeSync, existsSync, openSync, readFileSync, readSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    n: { type: 'string', default: '100000' },
    runs: { type: 'string', default: '5' },
    threads: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
  },
})
if (!options.data) throw new Error('--data DIR is needed')
const [n, runs, threads] = [options.n, options.runs, options.threads].map(Number)
const csv = join(options.data, `national-${n}.csv`)
const output = join(options.data, `national-${n}-duckdb-result.csv`)
if (!existsSync(csv)) throw new Error(`${csv} is missing; make it with national_generate ${n} DIR --csv`)

// What the checksums must be: input, result, what-if A, what-if B.
const expected = {
  10000: ['c15c4654968e1101', '7a239df5f1628dd8', '53a9b9f4380dfc91', '5bf1e7e821be8106'],
  100000: ['18fba04de6a1df26', '1b1316df22bb673a', 'fb5e4b8b3679a107', 'bddbfe10f9fb2332'],
  1000000: ['16667c36eff8789b', '16d3a8e43e19090c', '20747c46ac863b5d', 'bb3419333929c435'],
  5300000: ['7babc85c574f7f5d', 'c1634d914229af42', '3d9b2d0549879d9a', '0492028e0d3931f0'],
}[n]

// Facts and scores with one digit after the point; all other columns are whole numbers.
const decimalFact = /_(score|part|aware|badge|model|rate|sum)$/
const decimalResult = /^(s\d\db?|t\d|total)$/
const quoted = (text) => `'${text.replaceAll("'", "''")}'`

const database = await DuckDBInstance.create(':memory:', { threads: String(threads) })
const connection = await database.connect()
const rows = async (sql) => (await connection.runAndReadAll(sql)).getRows()
const namesOf = async (table) =>
  (await rows(`SELECT column_name FROM duckdb_columns() WHERE table_name = '${table}' ORDER BY column_index`)).flat()

/** The columns of a CSV file, by its header line. */
function header(file) {
  const handle = openSync(file)
  const bytes = Buffer.alloc(4096)
  const size = readSync(handle, bytes)
  closeSync(handle)
  return bytes.toString('latin1', 0, size).split('\n')[0].split(',')
}

/** A SELECT over a CSV file, decimals as tenths. */
function fromCsv(file, isDecimal) {
  const names = header(file)
  const wide = /^(id|pool|rank)$/
  const typeOf = (it) => (isDecimal.test(it) ? 'DECIMAL(5,1)' : wide.test(it) ? 'INTEGER' : 'SMALLINT')
  const types = names.map((it) => `'${it}': '${typeOf(it)}'`)
  const values = names.map((it) => (isDecimal.test(it) ? `(${it} * 10)::SMALLINT AS ${it}` : it))
  return `SELECT ${values} FROM read_csv(${quoted(file)}, header = true, delim = ',', quote = '', escape = '',
    auto_detect = false, columns = {${types}})`
}

const mask = (1n << 64n) - 1n
function mix(z) {
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask
  return z ^ (z >> 31n)
}

/** The checksum of a table, or of its columns behind the id. */
async function checksum(table, first) {
  const sums = (await namesOf(table))
    .slice(first)
    .map((it) => `sum(${it})::HUGEINT, sum(${it}::BIGINT * (id % 65521 + 1))::HUGEINT`)
  const [values] = await rows(`SELECT ${sums} FROM ${table}`)
  let hash = 0n
  for (const value of values) hash = mix(hash ^ (BigInt(value) & mask)) // sum, then weighted sum, column by column
  return hash.toString(16).padStart(16, '0')
}

/** Runs `prepare` (untimed) and `work` several times; the median in milliseconds. */
async function median(work, prepare = async () => {}) {
  const times = []
  for (let run = 0; run < runs; ++run) {
    await prepare()
    const begin = performance.now()
    await work()
    times.push(performance.now() - begin)
  }
  times.sort((a, b) => a - b)
  return (times[(runs - 1) >> 1] + times[runs >> 1]) / 2
}

function say(task, time, found, wanted) {
  const line = { engine: 'duckdb', task, n, threads, median_ms: Number(time.toFixed(3)), runs, checksum: found ?? null }
  console.log(options.json ? JSON.stringify(line) : `${task.padEnd(14)}${line.median_ms} ms  ${found ?? ''}`)
  if (found === undefined || wanted === undefined || found === wanted) return
  console.error(`duckdb.mjs ${task}: the checksum should be ${wanted}`)
  process.exitCode = 1
}

const drop = async (table) => connection.run(`DROP TABLE IF EXISTS ${table}`)
const load = async () => connection.run(`CREATE TABLE facts AS ${fromCsv(csv, decimalFact)}`)
const rate = async () => connection.run('CREATE TABLE result AS SELECT * FROM rating')
const setThresholds = async (fiveStars, item34Full) => {
  await connection.run(`SET VARIABLE five_stars = ${fiveStars}`)
  await connection.run(`SET VARIABLE item34_full = ${item34Full}`)
}
const write = async (file) => {
  const valueOf = (it) => (decimalResult.test(it) ? `${it} * 0.1::DECIMAL(2,1) AS ${it}` : it)
  const values = (await namesOf('result')).map(valueOf)
  await connection.run(`COPY (SELECT ${values} FROM result) TO ${quoted(file)} (FORMAT csv, HEADER, DELIMITER ',')`)
}

say('load', await median(load, () => drop('facts')), await checksum('facts', 0), expected?.[0])
await setThresholds(900, 900)
await connection.run(readFileSync(new URL('duckdb.sql', import.meta.url), 'utf8'))

const ratings = [
  ['what_if_a', 880, 900],
  ['what_if_b', 900, 880],
  ['full', 900, 900], // last: the outputs are of this one
]
for (const [task, fiveStars, item34Full] of ratings) {
  await setThresholds(fiveStars, item34Full)
  const wanted = { full: expected?.[1], what_if_a: expected?.[2], what_if_b: expected?.[3] }[task]
  say(task, await median(rate, () => drop('result')), await checksum('result', 1), wanted)
}

/** The checksum of the file written. */
async function checksumOfOutput() {
  await connection.run(`CREATE OR REPLACE TABLE written AS ${fromCsv(output, decimalResult)}`)
  const found = await checksum('written', 1)
  await drop('written')
  return found
}
say('output_null', await median(() => write('/dev/null')))
say('output_file', await median(() => write(output)), await checksumOfOutput(), expected?.[1])

const endToEnd = async () => {
  await load()
  await rate()
  await write(output)
}
const clear = async () => {
  await drop('result')
  await drop('facts')
  rmSync(output)
}
say('end_to_end', await median(endToEnd, clear), await checksumOfOutput(), expected?.[1])
rmSync(output)
