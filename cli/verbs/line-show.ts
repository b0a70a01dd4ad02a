import { resolve } from 'node:path'
import stringWidth from 'string-width'
import { stageEdges } from '#domain/line/graph.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import { parseLine } from '#domain/line/parse.ts'
import { defineCommand, exitCodes } from '../command.ts'
import { drawLine } from '../line-drawing.ts'
import { readInput } from '../read-input.ts'
import { reportFindings } from '../report.ts'
import { tableText } from '../table.ts'
import { painter, type Terminal } from '../terminal.ts'
import { writeResult } from '../write-result.ts'

export const lineShow = defineCommand({
  path: ['line', 'show'],
  summary: 'Draw an AssemblyLine in the terminal',
  args: [{ name: 'FILE', completes: 'file', summary: 'An AssemblyLine manifest; - reads standard input' }],
  options: { ascii: { summary: 'Draw with ASCII characters only' } },
  examples: [['A line', 'linewright line show samples/bookshelf/lines/bookshelf-release.yaml']],
  async run({ options, args: [file = ''], terminal }) {
    const { line, findings } = parseLine(await readInput(terminal, file))
    reportFindings(terminal, findings, file === '-' ? 'standard input' : resolve(terminal.cwd, file))
    if (line === undefined) return exitCodes.failed
    const locale = terminal.env['LC_ALL'] ?? terminal.env['LC_CTYPE'] ?? terminal.env['LANG'] ?? 'UTF-8'
    const ascii = options.ascii || !/utf-?8/i.test(locale)
    const edges = stageEdges(line)
    await writeResult(terminal, {
      text: lineText(line, ascii, terminal),
      data: { name: line.metadata.name, stages: line.spec.stages, edges, gates: line.spec.gates ?? [] },
    })
    return findings.some(({ severity }) => severity === 'error') ? exitCodes.failed : exitCodes.ok
  },
})

function lineText(line: AssemblyLine, ascii: boolean, terminal: Terminal): string {
  const paint = painter(terminal.outIsTerminal, terminal.env)
  const { spec, metadata } = line
  const drawing = drawLine(line, { ascii })
  const isTooWide =
    terminal.outIsTerminal &&
    drawing !== undefined &&
    Math.max(...drawing.split('\n').map((line) => stringWidth(line))) > terminal.columns
  const inputs = (spec.params ?? []).map(({ name, default: initial }) =>
    initial === undefined ? name : `${name}=${initial}`,
  )
  const edges = stageEdges(line)
  const rows = spec.stages.map(({ name, spec: { pipeline, deployment }, gates }) => {
    const before = [...new Set(edges.filter(({ to }) => to === name).map(({ from }) => from))]
    const waits = [...before, ...(gates ?? []).map((gate) => `gate ${gate}`)]
    return [name, pipeline, `${deployment.app}/${deployment.name}`, waits.join(', ') || '-']
  })
  const gates = (spec.gates ?? []).map(({ name, title, requiredApprovals }) => {
    const count = requiredApprovals === 1 ? 'one approval' : `${requiredApprovals} approvals`
    return `${ascii ? '*' : '◆'} ${name}: ${title === undefined ? '' : `${title}, `}${count}`
  })
  return `${[
    paint('bold', metadata.name),
    ...(inputs.length === 0 ? [] : [`Inputs: ${inputs.join(', ')}`]),
    ...(drawing === undefined || isTooWide ? [] : ['', drawing]),
    ...(gates.length === 0 ? [] : ['', ...gates]),
    '',
    tableText(['STAGE', 'PIPELINE', 'DEPLOYMENT', 'WAITS FOR'], rows, terminal),
    ...(spec.results === undefined || spec.results === null || spec.results.length === 0
      ? []
      : [
          '',
          tableText(
            ['RESULT', 'VALUE'],
            spec.results.map(({ name, value }) => [name, value]),
            terminal,
          ),
        ]),
  ].join('\n')}\n`
}
