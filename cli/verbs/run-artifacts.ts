import { basename } from 'node:path'
import { downloadArtifacts, linkArtifacts, listArtifacts } from '#contract/artifacts.ts'
import { problem } from '#domain/problem.ts'
import { defineCommand, exitCodes } from '../command.ts'
import { CommandFailure } from '../report.ts'
import { findRun, runArgument } from '../server/find-run.ts'
import { openServer, serverOptions } from '../server/open-server.ts'
import { tableText } from '../table.ts'
import { writeResult, writeWhole } from '../write-result.ts'

/** Lists a run's artifacts, or downloads one. */
export const artifacts = defineCommand({
  path: ['run', 'artifacts'],
  summary: 'List the artifacts of a run, or download them',
  description: 'A file is written under its own name here, or where -o says.',
  args: [runArgument, { name: 'FILE', summary: 'Download this one', optional: true }],
  options: { ...serverOptions, all: { summary: 'Download all of them, as one .tar.gz' } },
  examples: [
    ['What there is', 'linewright run artifacts bookshelf-release'],
    ['One file', 'linewright run artifacts bookshelf-release/7 bookshelf-api/staging/report.html -o report.html'],
    ['Everything', 'linewright run artifacts bookshelf-release/7 --all'],
  ],
  async run({ options, args: [text = '', path], terminal }) {
    const server = await openServer(terminal, options)
    const run = await findRun(server, await server.project(), text)
    const params = { project: run.project, run: run.id }
    if (path === undefined && !options.all) {
      const { files, isMore, removedAt } = await server.call(listArtifacts, { params })
      if (removedAt !== undefined) terminal.err(`The workspace with the artifacts was removed at ${removedAt}\n`)
      else if (files.length === 0) terminal.err('No artifacts\n')
      const rows = files.map((file) => [String(file.size), file.path])
      const table = files.length === 0 ? '' : `${tableText(['BYTES', 'FILE'], rows, terminal)}\n`
      await writeResult(terminal, { text: table, data: files })
      if (isMore) terminal.err(`There are more than these ${files.length}; --all downloads all of them\n`)
      return exitCodes.ok
    }
    if (path !== undefined && options.all)
      throw new CommandFailure(problem('invalid-request', 'Name a file or --all, not both'))
    const { url } = await server.call(linkArtifacts, { params, query: { path } })
    const answer = await server.bytes(downloadArtifacts, { params: { grant: basename(url) } })
    const name = path === undefined ? `${run.line}-${run.number}-artifacts.tar.gz` : basename(path)
    const file = terminal.outputFile ?? name
    if (answer.body !== null) await writeWhole(terminal, file, answer.body)
    terminal.err(`${file}\n`)
    return exitCodes.ok
  },
})
