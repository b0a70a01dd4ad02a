import * as contract from '#contract/logs.ts'
import type { Query } from '#domain/logs/log-search.ts'
import { ok } from '#domain/result.ts'
import { attachment } from '../http/attachment.ts'
import { readLogKey } from '../http/log-key.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { stepIsOpen } from '../services/logs/open-steps.ts'
import type { Services } from '../services/services.ts'

export function logRoutes(_: Ports, { logs, reader, orchestrator }: Services): readonly Route[] {
  return [
    route(contract.readLogIndex, async ({ params, query }) => {
      const key = readLogKey(params)
      return key.ok ? logs.index(key.value, query.above) : key
    }),
    route(contract.searchLog, async ({ params, query }) => {
      const key = readLogKey(params)
      if (!key.ok) return key
      const complete = !stepIsOpen(await orchestrator.liveRuns(params.project), key.value)
      const { after, levels } = query
      return logs.search(key.value, { ...queryOf(query), after, levels, complete })
    }),
    route(contract.listRunLogs, async ({ params: { project, run } }) => {
      const found = await reader.find(project, run)
      return found.ok ? ok(await logs.ofRun(run)) : found
    }),
    route(contract.searchRunLogs, async ({ params: { project, run }, query }) => {
      const found = await reader.find(project, run)
      return found.ok ? logs.searchRun(project, run, { ...queryOf(query), after: query.after }) : found
    }),
    route(contract.linkRunLogs, async ({ params: { project, run }, query: { taskRun, retry, step, plain } }) => {
      const found = await reader.find(project, run)
      if (!found.ok) return found
      const { line, number } = found.value
      if (taskRun === undefined || step === undefined)
        return ok({ url: await logs.link(project, run, `${line}-${String(number)}-logs.tar.gz`, undefined) })
      const key = readLogKey({ project, taskRun, retry: String(retry), step })
      if (!key.ok) return key
      const log = { taskRun, retry, step, plain: plain === '1' }
      return ok({ url: await logs.link(project, run, `${taskRun}-${step}.log`, log) })
    }),
    route(contract.downloadRunLogs, async ({ params }) => {
      const download = await logs.download(params.grant)
      if (!download.ok) return download
      const { name, bytes } = download.value
      const type = name.endsWith('.gz') ? 'application/gzip' : 'text/plain; charset=utf-8'
      return new Response(bytes, { headers: attachment(name, type) })
    }),
  ]
}

function queryOf(query: {
  readonly words: string
  readonly case: string
  readonly word: string
  readonly regexp: string
}): Query {
  return {
    words: query.words,
    matchCase: query.case === '1',
    wholeWord: query.word === '1',
    regexp: query.regexp === '1',
  }
}
