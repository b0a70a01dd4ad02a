import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { usePlatform } from '#client/platform.ts'
import { packagesOptions } from '#client/queries/modules.ts'
import { formatCue } from '#contract/authoring.ts'
import { completeCue, type CueHover, cueHover } from '#domain/cue/assist.ts'
import { cueDefinition, type CuePlace } from '#domain/cue/definition.ts'
import { importsOf } from '#domain/cue/imports.ts'
import { packagePaths, type CueFiles } from '#domain/cue/packages.ts'
import type { CodeAssist, CodeHover } from '#ui/code/assist.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { authoringMessages } from './authoring-messages.ts'

interface CueAssistProps {
  readonly project: string
  /** The module's declared path, and the file's path below its root. */
  readonly module: string
  readonly file: string
  /** The module's own texts, by path below its root. */
  readonly texts: Readonly<Record<string, string>>
  readonly onOpen: (place: CuePlace) => void
}

const none: CueFiles = {}

/** Completion, hover, definitions and formatting of a CUE file. Knows the edited module and those of the project. */
export function useCueAssist({ project, module, file, texts, onOpen }: CueAssistProps): CodeAssist {
  const t = useMessages(authoringMessages)
  const { client } = usePlatform()
  const imports = importsOf(texts[file] ?? '').map(({ path }) => path)
  const isElsewhere = (path: string) => path.includes('.') && path !== module && !path.startsWith(`${module}/`)
  const { data } = useQuery({
    ...packagesOptions(client, project, imports.filter(isElsewhere)),
    placeholderData: keepPreviousData,
  })
  const path = `${module}/${file}`
  const edited = useMemo(
    () => Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${module}/${name}`, text])),
    [module, texts],
  )
  const files = useMemo(() => ({ ...(data?.files ?? none), ...edited }), [data, edited])
  const packages = useMemo(
    () => [...new Set([...(data?.packages ?? []), ...packagePaths(edited)])].sort(),
    [data, edited],
  )
  if (!file.endsWith('.cue')) return {}
  return {
    complete: (text, offset) =>
      completeCue(path, text, offset, files, packages).map(({ name, kind, detail, from }) => ({
        ...{ label: name, insert: name, from, to: offset },
        kind: kind === 'field' ? 'key' : 'module',
        ...(detail === '' ? {} : { detail }),
      })),
    hover: (text, offset) => hoverOf(cueHover(path, text, offset, files)),
    definition: {
      title: t('definition'),
      open(text, offset) {
        const found = cueDefinition(path, text, offset, files)
        if (found !== undefined) onOpen(found)
      },
    },
    format: {
      title: t('format'),
      async run(text) {
        const answer = await client.call(formatCue, { params: { project }, body: { file, text } })
        return answer.ok ? answer.value.text : undefined
      },
    },
  }
}

/** A declaration with its comment as Markdown for the editor. */
export function hoverOf(found: CueHover | undefined): CodeHover | undefined {
  if (found === undefined) return undefined
  const { from, to, declaration, doc, place } = found
  const parts = [`\`\`\`cue\n${declaration}\n\`\`\``, doc, `_${place}_`]
  return { from, to, markdown: parts.filter((part) => part !== '').join('\n\n') }
}
