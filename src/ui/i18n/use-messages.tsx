import { Fragment, useMemo, type ReactNode } from 'react'
import { usePreferences } from '../use-preferences.ts'
import { type Language, numbersOf } from './intl.ts'
import { type Arguments, type Messages, piecesOf } from './messages.ts'

type Plain = string | number

/** Translates a message; `nodes` takes React nodes as arguments. */
export interface Translate<M extends Messages> {
  <K extends keyof M>(key: K, ...args: Arguments<M[K], Plain>): string
  nodes<K extends keyof M>(key: K, ...args: Arguments<M[K], ReactNode>): ReactNode
}

/** The messages of a feature in the person's language. */
export function useMessages<M extends Messages>(messages: M): Translate<M> {
  const { language } = usePreferences()
  return useMemo(() => translator(messages, language), [messages, language])
}

/** The same outside React, for commands and tests. */
export function translator<M extends Messages>(messages: M, language: Language): Translate<M> {
  function pieces(key: keyof M, args: Readonly<Record<string, unknown>> | undefined) {
    const message = messages[key]
    const count = args?.['count']
    return message === undefined
      ? []
      : piecesOf(message[language], language, typeof count === 'number' ? count : undefined)
  }
  function shown(value: unknown): string {
    return typeof value === 'number' ? numbersOf(language).format(value) : String(value)
  }
  function translate<K extends keyof M>(key: K, ...args: Arguments<M[K], Plain>): string {
    const given: Readonly<Record<string, unknown>> | undefined = args[0]
    return pieces(key, given)
      .map((piece) => (piece.kind === 'text' ? piece.text : shown(given?.[piece.name])))
      .join('')
  }
  function nodes<K extends keyof M>(key: K, ...args: Arguments<M[K], ReactNode>): ReactNode {
    const given: Readonly<Record<string, ReactNode>> | undefined = args[0]
    return pieces(key, given).map((piece, index) => {
      if (piece.kind === 'text') return piece.text
      const value = given?.[piece.name]
      return (
        <Fragment key={`${piece.name}-${String(index)}`}>
          {typeof value === 'number' ? numbersOf(language).format(value) : value}
        </Fragment>
      )
    })
  }
  return Object.assign(translate, { nodes })
}
