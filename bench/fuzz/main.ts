// Sends generated requests to the API in memory: `npm run bench -- fuzz`, 12,000 unless REQUESTS says otherwise; SEED repeats a run.
import { fuzzApi } from '#server/testing/fuzz-api.ts'

const requests = Number(process.env['REQUESTS'] ?? 12_000)
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const begun = performance.now()
const { statuses, complaints } = await fuzzApi(requests, seed)
const seconds = (performance.now() - begun) / 1000
console.log(`${requests} requests with seed ${seed} in ${seconds.toFixed(1)} s`)
for (const [status, count] of Object.entries(statuses)) console.log(`${status} ${count}`)
for (const { what, request } of complaints.slice(0, 20)) console.log(`WRONG ${what}\n  ${request}`)
console.log(`${complaints.length} complaints`)
process.exitCode = complaints.length === 0 ? 0 : 1
