/**
 * A line's text cut at its stages, so that an edit parses the stage that it touches and not thousands of others: what stands before the
 * first stage (`head`), each stage from its dash to the next one, what stands behind the last (`tail`). Joined they are the text again.
 */
export interface CutLine {
  readonly head: string
  readonly pieces: readonly string[]
  readonly tail: string
  /** Blanks before the dashes. */
  readonly indent: number
}

// Syntax that reaches across stages: anchors, aliases, merge keys, further documents. `&&` and a lone `*` are text.
const shared = /(?:^|[\s,[{])(?:&[\w-]+|\*[\w-]+)(?=[\s,\]}]|$)|<<\s*:/m
// The first line of a document that says something, and the line that ends it or begins another.
const content = /^(?!(?:---|\.\.\.)?[ \t\r]*(?:#|$)|%)./m
const marker = /^(?:---|\.\.\.)(?=\s)/m
const tabbed = /^ *\t/m

/** Cuts a text at its stages; undefined where stages are not a block list that stands by itself (flow style, anchors): read it whole then. */
export function cutAtStages(text: string): CutLine | undefined {
  const known = cuts.get(text)
  if (known !== undefined || cuts.has(text)) return known
  const cut = standsAlone(text) ? cutOf(text) : undefined
  if (cuts.size >= mostCuts) cuts.delete(cuts.keys().next().value ?? '')
  cuts.set(text, cut)
  return cut
}

// Cached: every reader of one edit asks for the same text.
const mostCuts = 8
const cuts = new Map<string, CutLine | undefined>()

/** Whether a stage's text can be cut out: it shares nothing with others, and is indented with blanks. */
export function standsAlone(text: string): boolean {
  return !tabbed.test(text) && !shared.test(text)
}

function cutOf(text: string): CutLine | undefined {
  const stages = startOfStages(text)
  if (stages === undefined) return undefined
  const { starts, end, indent } = dashesFrom(text, stages.at, stages.column)
  const [first] = starts
  if (first === undefined) return undefined
  return {
    head: text.slice(0, first),
    pieces: starts.map((start, index) => text.slice(start, starts[index + 1] ?? end)),
    tail: text.slice(end),
    indent,
  }
}

/** Undoes `cutAtStages`: the text as it was. */
export function joinCut({ head, pieces, tail }: Pick<CutLine, 'head' | 'pieces' | 'tail'>): string {
  return head + pieces.join('') + tail
}

// A text in several lines begins behind its key or dash; what stands deeper belongs to it, also where it looks like a comment.
const severalLines = /(?:[:?-]|[!&]\S+)[ \t]+[|>][-+\d]*[ \t]*(?:#.*)?\r?\n?$/

/** A stage's own text, and the comments and blank lines behind it, which belong to what follows. */
export function splitTrailing(piece: string): readonly [own: string, rest: string] {
  const lines = piece.split(/(?<=\n)/)
  let own = 1
  let outer: number | undefined
  for (const [index, line] of lines.entries()) {
    const indent = line.search(/\S/)
    if (indent < 0) continue
    const isInText = outer !== undefined && indent > outer
    if (!isInText && line.startsWith('#', indent)) {
      outer = undefined
      continue
    }
    own = index + 1
    if (!isInText) outer = severalLines.test(line) ? indent : undefined
  }
  return [lines.slice(0, own).join(''), lines.slice(own).join('')]
}

/** Index of the stage whose text holds a 1-based line; undefined for a line outside of them, or for a text that cannot be cut. */
export function stageAtLine(text: string, line: number): number | undefined {
  const cut = cutAtStages(text)
  if (cut === undefined) return undefined
  let at = 0
  for (let count = 1; count < line; count++) at = nextStart(text, at)
  if (at < cut.head.length) return undefined
  let end = cut.head.length
  const index = cut.pieces.findIndex((piece) => (end += piece.length) > at)
  return index < 0 ? undefined : index
}

/** Cuts a piece of text that holds stages and nothing else at their dashes. */
export function cutPieces(text: string, indent: number): readonly string[] | undefined {
  const { starts, end, indent: found } = dashesFrom(text, 0, indent)
  if (found !== indent || starts[0] !== 0 || /\S/.test(text.slice(end).replaceAll(/^\s*#.*$/gm, ''))) return undefined
  return starts.map((start, index) => text.slice(start, starts[index + 1] ?? text.length))
}

/** Where the list below `spec.stages` begins, and the column of its key. */
function startOfStages(text: string): { readonly at: number; readonly column: number } | undefined {
  const spec = /^(?:\uFEFF)?spec:[ ]*(?:#.*)?\r?$/m.exec(text)
  if (spec === null) return undefined
  const before = text.slice(0, spec.index)
  const first = before.search(content)
  // The line is the first document.
  if (first >= 0 && marker.test(before.slice(first))) return undefined
  let column: number | undefined
  for (let at = nextStart(text, spec.index); at < text.length; at = nextStart(text, at)) {
    const indent = indentAt(text, at)
    if (indent === undefined) continue
    if (indent === 0) return undefined
    column ??= indent
    if (indent !== column) continue
    const line = text.slice(at + indent, endAt(text, at))
    if (/^stages:[ ]*(?:#.*)?\r?$/.test(line)) return { at: nextStart(text, at), column }
  }
  return undefined
}

/** Starts of the lines with a dash of the list, and where its last item ends: comments and blank lines behind it are not its own. */
function dashesFrom(
  text: string,
  from: number,
  least: number,
): { readonly starts: readonly number[]; readonly end: number; readonly indent: number } {
  const starts: number[] = []
  let indent = -1
  let end = from
  for (let at = from; at < text.length; at = nextStart(text, at)) {
    const found = indentAt(text, at)
    if (found === undefined) continue
    const isDash = text.charCodeAt(at + found) === 45 && isBlankAt(text, at + found + 1)
    if (indent < 0) {
      if (!isDash || found < least) break
      indent = found
    }
    if (found < indent || (found === indent && !isDash)) break
    if (found === indent) starts.push(at)
    end = nextStart(text, at)
  }
  return { starts, end, indent }
}

/** Blanks at the beginning of a line; undefined for a line without content (blank or comment). */
function indentAt(text: string, at: number): number | undefined {
  let index = at
  while (text.charCodeAt(index) === 32) index += 1
  const code = text.charCodeAt(index)
  return Number.isNaN(code) || code === 10 || code === 13 || code === 35 ? undefined : index - at
}

function isBlankAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return Number.isNaN(code) || code === 32 || code === 10 || code === 13
}

function nextStart(text: string, at: number): number {
  const found = text.indexOf('\n', at)
  return found < 0 ? text.length : found + 1
}

function endAt(text: string, at: number): number {
  const found = text.indexOf('\n', at)
  return found < 0 ? text.length : found
}
