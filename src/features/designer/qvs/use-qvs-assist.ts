import { useMemo } from 'react'
import { completeQvs } from '#domain/adapters/qvs-assist/complete.ts'
import { fixesForQvs, type QvsFix } from '#domain/adapters/qvs-assist/fixes.ts'
import { hoverQvs, type QvsSubject } from '#domain/adapters/qvs-assist/hover.ts'
import type { QvsKnowledge } from '#domain/adapters/qvs-assist/knowledge.ts'
import type { CodeAssist } from '#ui/code/assist.ts'
import { smallestEdit } from '#ui/code/text-edit.ts'
import { type Translate, useMessages } from '#ui/i18n/use-messages.tsx'
import { qvsMessages } from './qvs-messages.ts'

type T = Translate<typeof qvsMessages>

/** Completion, hover and quick fixes of a QVS Config, in the person's language. */
export function useQvsAssist(knowledge: QvsKnowledge): CodeAssist {
  const t = useMessages(qvsMessages)
  return useMemo(
    () => ({
      complete: (text, offset) => completeQvs(text, offset, knowledge),
      hover(text, offset) {
        const found = hoverQvs(text, offset, knowledge)
        const markdown = found === undefined ? undefined : hoverText(t, found.subject)
        return found === undefined || markdown === undefined ? undefined : { ...found, markdown }
      },
      fixes(text, from, to) {
        const [first, last] = [from, to].map((offset) => text.slice(0, offset).split('\n').length)
        return fixesForQvs(text, first ?? 1, last ?? 1, knowledge).flatMap((fix, index) => {
          const edit = smallestEdit(text, fix.text)
          return edit === undefined ? [] : [{ title: fixTitle(t, fix), isPreferred: index === 0, edits: [edit] }]
        })
      },
    }),
    [knowledge, t],
  )
}

/** The title of a quick fix. */
export function fixTitle(t: T, { code, args }: QvsFix): string {
  const { name = '', value = '', revision = '' } = args
  switch (code) {
    case 'use-name':
      return t('useName', { name })
    case 'use-value':
      return t('useValue', { value })
    case 'declare':
      return t('declare', { name })
    case 'add-field':
      return t('addField', { name })
    case 'name-module':
      return t('nameModule', { name, revision })
  }
}

const keyWords = {
  params: 'keyParams',
  modules: 'keyModules',
  designPatterns: 'keyPatterns',
  'params.type': 'keyType',
  'modules.revision': 'keyRevision',
  'modules.local': 'keyLocal',
  'modules.remote': 'keyRemote',
  'designPatterns.pattern': 'keyPattern',
  'designPatterns.params': 'keyEntryParams',
  'designPatterns.pipelineParams': 'keyOptions',
} as const

function isKnownKey(key: string): key is keyof typeof keyWords {
  return Object.hasOwn(keyWords, key)
}

function hoverText(t: T, subject: QvsSubject): string | undefined {
  switch (subject.kind) {
    case 'adapter': {
      const { name, description, parameters, options } = subject.adapter
      const names = [...parameters, ...options].map((field) => `\`${field.name}${field.required ? ' *' : ''}\``)
      return [`**${name}**`, description, names.length === 0 ? '' : t('takes', { names: names.join(', ') })]
        .filter((part) => part !== '')
        .join('\n\n')
    }
    case 'field': {
      const { field, adapter } = subject
      const type = field.constraint === '' ? field.kind : field.constraint
      return [
        `**${field.name}** — ${t(field.required ? 'required' : 'optional')}`,
        field.doc,
        `\`\`\`\n${type}\n\`\`\``,
        field.default === undefined ? '' : t('defaultIs', { value: `\`${JSON.stringify(field.default)}\`` }),
        `_${t('ofAdapter', { adapter: adapter.name })}_`,
      ]
        .filter((part) => part !== '')
        .join('\n\n')
    }
    case 'param':
      return `**${subject.name}**\n\n${t('declaredAs', { type: `\`${subject.type}\`` })}`
    case 'key':
      return isKnownKey(subject.key) ? t(keyWords[subject.key]) : undefined
  }
}
