/**
 * A line's text cut at its stages, so that an edit parses only the stages it touches and not thousands of others: `head` is the text before the first
 * stage, each piece runs from a stage's dash to the next dash, `tail` follows the last stage. Joined, they give the text again.
 */
export interface CutLine {
  readonly head: string
  readonly pieces: readonly string[]
  readonly tail: string
  /** Number of blanks before the dashes. */
  readonly indent: number
}

// Syntax that reaches across stages: anchors, aliases, merge keys, further documents. `&&` and a lone `*` are text.
const shared = /(?:^|[\s,[{])(?:&[\w-]+|\*[\w-]+)(?=[\s,\]}]|$)|<<\s*:/m
// Matches a document's first line of content, and the line that ends it or begins another.
const content = /^(?!(?:---|\.\.\.)?[ \t\r]*(?:#|$)|%)./m
const marker = /^(?:---|\.\.\.)(?=\s)/m
const tabbed = /^ *\t/m

/** Cuts a text at its stages; undefined if the stages are not a self-contained block list (flow style, anchors): parse the whole text then. */
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

/** Whether a stage's text can be cut out: it shares no anchors with other stages and is indented with blanks. */
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

/** Reverses `cutAtStages`: returns the original text. */
export function joinCut({ head, pieces, tail }: Pick<CutLine, 'head' | 'pieces' | 'tail'>): string {
  return head + pieces.join('') + tail
}

// A multi-line text starts after its key or dash; deeper lines belong to it even if they look like comments.
const severalLines = /(?:[:?-]|[!&]\S+)[ \t]+[|>][-+\d]*[ \t]*(?:#.*)?\r?\n?$/

/** Splits a stage's own text from the trailing comments and blank lines, which belong to what follows. */
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

/** Index of the stage at a 1-based line; undefined outside the stages, or if the text cannot be cut. */
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

/** Cuts a text that holds only stages at their dashes. */
export function cutPieces(text: string, indent: number): readonly string[] | undefined {
  const { starts, end, indent: found } = dashesFrom(text, 0, indent)
  if (found !== indent || starts[0] !== 0 || /\S/.test(text.slice(end).replaceAll(/^\s*#.*$/gm, ''))) return undefined
  return starts.map((start, index) => text.slice(start, starts[index + 1] ?? text.length))
}

/** Offset where the list below `spec.stages` begins, and the column of its key. */
function startOfStages(text: string): { readonly at: number; readonly column: number } | undefined {
  const spec = /^(?:\uFEFF)?spec:[ ]*(?:#.*)?\r?$/m.exec(text)
  if (spec === null) return undefined
  const before = text.slice(0, spec.index)
  const first = before.search(content)
  // The AssemblyLine is the first document.
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

/** Offsets of the list's dash lines, and of the end of its last item, without trailing comments and blank lines. */
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

/** Number of leading blanks of a line; undefined for blank lines and comments. */
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
