import { Hexagon, ListTree, SquareStack } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { adapterCategories, type AdapterDescription } from '#domain/adapters/catalog/description.ts'
import { localRevision } from '#domain/adapters/modules/found-module.ts'
import { descriptionOf, lineBelow, sharedNames } from '#domain/adapters/catalog/in-short.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import type { Language } from '#ui/i18n/intl.ts'
import { OutlineIcon } from '#ui/outline-icon.tsx'
import { type Insertable, useView } from '../designer-context.tsx'
import { applicationOf } from '#domain/line/draft-world.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import type { World } from '#domain/line/world.ts'
import { designerMessages } from '../messages.ts'
import { adaptersOf } from '#domain/parameters/parameter-field.ts'
import { takenBy } from '../board/pulling.ts'
import { categoryOf } from './stage-words.ts'
import { GroupIcon } from '#ui/group-icon.tsx'
import { usePreferences } from '#ui/use-preferences.ts'
import { isPasted } from '../pipelines/kept-pipelines.ts'
import { pipelineMessages } from '../pipelines/pipeline-messages.ts'
import { templateMessages } from './template-messages.ts'
import { templatesOf } from './templates.ts'

/** An entry of the palette. */
export interface Entry {
  readonly what: Insertable
  readonly title: string
  readonly text: string
  /** The whole description, where `text` is a summary of it. */
  readonly about?: string
  readonly icon: ReactNode
  /** More text for the search to match. */
  readonly found?: string
  /** Parameters in which its stages can take a value. */
  readonly takes: readonly string[]
  readonly off?: string
  /** Name of the pasted Pipeline that the entry's edit button opens. */
  readonly edits?: string
}
export type Group = { readonly title: string; readonly entries: readonly Entry[] }

function useAdapterGroups(): readonly Group[] {
  const t = useMessages(designerMessages)
  const view = useView()
  const { line, world } = view
  const { language } = usePreferences()
  return useMemo(() => adapterGroups(line, world, t, language), [line, world, t, language])
}

type Words = ReturnType<typeof useMessages<typeof designerMessages>>

function adapterGroups(line: AssemblyLine, world: World, t: Words, language: Language): readonly Group[] {
  const pipelines = new Set(line.spec.stages.map((stage) => stage.spec.pipeline))
  const used = new Set(
    [...pipelines].flatMap((pipeline) => adaptersOf(world, pipeline).map((adapter) => adapter.pattern)),
  )
  const shared = sharedNames(world.adapters)
  const entryOf = (adapter: AdapterDescription): Entry => {
    const [broken] = adapter.findings.filter((finding) => finding.severity === 'error')
    return {
      what: { kind: 'adapter', pattern: adapter.pattern },
      title: adapter.name,
      text: lineBelow(adapter, shared, language),
      about: descriptionOf(adapter, language),
      found: [
        adapter.pattern,
        adapter.description,
        adapter.ja.description ?? '',
        ...adapter.words,
        ...adapter.badges,
        // The category in the page's language, for adapters that are not translated.
        t(adapter.category),
      ].join(' '),
      icon: adapter.icon === undefined ? <GroupIcon group={adapter.category} /> : <OutlineIcon shapes={adapter.icon} />,
      takes: takenBy(adapter),
      ...(broken === undefined ? {} : { off: t('unusable', { reason: broken.message }) }),
    }
  }
  return [
    {
      title: t('inThisLine'),
      entries: world.adapters.filter((adapter) => used.has(adapter.pattern)).map(entryOf),
    },
    ...adapterCategories.map((category) => ({
      title: t(category),
      entries: world.adapters
        .filter(
          ({ category: own, pattern, module }) =>
            own === category && !used.has(pattern) && module.revision !== localRevision,
        )
        .map(entryOf),
    })),
  ]
}

/** Templates come first on an empty line, adapters otherwise. */
export function useAdapterAndTemplateGroups(): readonly Group[] {
  const { line, isBroken } = useView()
  const [adapters, templates] = [useAdapterGroups(), useTemplateGroups()]
  // A long line that is still being parsed may look empty.
  const isEmpty = line.spec.stages.length === 0 && !isBroken
  return isEmpty ? [...templates, ...adapters] : [...adapters, ...templates]
}

export function usePipelineGroups(): readonly Group[] {
  const t = useMessages(pipelineMessages)
  const { world } = useView()
  return useMemo(() => pipelineGroups(world, t('pasted')), [world, t])
}

function pipelineGroups(world: World, pasted: string): readonly Group[] {
  const byOrigin = Map.groupBy(world.pipelines, (pipeline) =>
    isPasted(pipeline) ? '' : (applicationOf(world, pipeline.metadata.name) ?? ''),
  )
  return [...byOrigin].map(([application, pipelines]) => ({
    title: application === '' ? pasted : application,
    entries: pipelines.map(({ metadata, spec }) => ({
      what: { kind: 'pipeline' as const, name: metadata.name },
      title: metadata.name,
      ...(application === '' ? { edits: metadata.name } : {}),
      text: spec.tasks.map((task) => task.name).join(' → '),
      takes: (spec.params ?? []).filter((param) => (param.type ?? 'string') === 'string').map((param) => param.name),
      icon:
        application === '' ? (
          <SquareStack size={16} strokeWidth={1.5} aria-hidden />
        ) : (
          <GroupIcon group={categoryOf(world, metadata.name)} />
        ),
    })),
  }))
}

export function useGateGroups(): readonly Group[] {
  const t = useMessages(designerMessages)
  const view = useView()
  const icon = <Hexagon size={16} strokeWidth={1.5} aria-hidden />
  const known = (view.line.spec.gates ?? []).map((gate) => ({
    what: { kind: 'gate' as const, name: gate.name },
    title: gate.name,
    text: gate.title ?? t('newGateText'),
    takes: [],
    icon,
  }))
  return [
    {
      title: t('gates'),
      entries: [
        { what: { kind: 'gate', name: undefined }, title: t('newGate'), text: t('newGateText'), takes: [], icon },
      ],
    },
    { title: t('inThisLine'), entries: known },
  ]
}

function useTemplateGroups(): readonly Group[] {
  const t = useMessages(templateMessages)
  const { world } = useView()
  const entries = templatesOf(world.adapters).map(({ id, title, text, adapters }) => ({
    what: { kind: 'template' as const, id },
    title: t(title),
    text: t(text),
    found: adapters.join(' '),
    takes: [],
    icon: <ListTree size={16} strokeWidth={1.5} aria-hidden />,
  }))
  return [{ title: t('templates'), entries }]
}
