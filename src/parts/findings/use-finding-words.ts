import { useMemo } from 'react'
import type { Finding, Place, Problem } from '#domain/problem.ts'
import type { Language } from '#ui/i18n/intl.ts'
import { type Message, piecesOf } from '#ui/i18n/messages.ts'
import { usePreferences } from '#ui/use-preferences.ts'
import { documentWords } from '../document-words.ts'
import { compileFindingMessages, compileFixMessages } from './compile-finding-messages.ts'
import { findingMessages, fixMessages, yamlFixMessages, yamlMessages } from './finding-messages.ts'

type Known = Readonly<Record<string, Message>>
const said: Known = { ...compileFindingMessages, ...findingMessages }
const fixes: Known = { ...compileFixMessages, ...fixMessages }

/** Findings in a person's language; messages of other programs stay as they are. */
export interface FindingWords {
  readonly said: (finding: Finding) => string
  /** What to do about it. */
  readonly fix: (finding: Finding) => string | undefined
  /** A problem, worded by the first finding in it. */
  readonly problem: (problem: Problem) => Problem
}

/** Words for findings, in the language of the person. */
export function useFindingWords(): FindingWords {
  const { language } = usePreferences()
  return useMemo(() => findingWords(language), [language])
}

/** Words for findings in a language. */
export function findingWords(language: Language): FindingWords {
  const documents = documentWords(language)
  const shown = (finding: Finding, name: string): string => {
    const value = argumentOf(finding, name)
    // What refers to what: these arguments are ids of documents (or names of stages, which stay as they are).
    return name === 'from' || name === 'to' ? documents(value) : value
  }
  const filled = (message: Message, finding: Finding): string =>
    piecesOf(message[language], language, undefined)
      .map((piece) => (piece.kind === 'text' ? piece.text : shown(finding, piece.name)))
      .join('')
  const placed = ({ document = '', ...place }: Place): Place => ({ ...place, document: documents(document) })
  const words: Omit<FindingWords, 'problem'> = {
    said(finding) {
      const message = messageOf(yamlMessages, said, finding)
      return message === undefined ? finding.message : filled(message, finding)
    },
    fix(finding) {
      if (finding.args['near'] !== undefined) return filled(fixMessages['use-near'], finding)
      const message = messageOf(yamlFixMessages, fixes, finding)
      return message === undefined ? finding.fix : filled(message, finding)
    },
  }
  return {
    ...words,
    problem(given) {
      const problem = given.place?.document === undefined ? given : { ...given, place: placed(given.place) }
      const [first] = problem.findings ?? []
      if (first === undefined) return problem
      const fix = words.fix(first)
      return { ...problem, message: words.said(first), ...(fix === undefined ? {} : { fix }) }
    },
  }
}

function messageOf(byReason: Known, byCode: Known, { code, args }: Finding): Message | undefined {
  if (code === 'yaml-syntax' || code === 'qvs-yaml') {
    const message = byReason[args['reason'] ?? '']
    if (message !== undefined) return message
  }
  return Object.hasOwn(byCode, code) ? byCode[code] : undefined
}

function argumentOf({ args, place, message }: Finding, name: string): string {
  return (
    args[name] ?? (name === 'path' ? place.path : name === 'message' || name === 'reason' ? message : undefined) ?? ''
  )
}
