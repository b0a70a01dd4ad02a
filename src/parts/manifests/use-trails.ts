import { shortName } from '#domain/adapters/catalog/short-name.ts'
import { useMemo } from 'react'
import { pathTo } from '#client/paths.ts'
import { parseDocumentId } from '#domain/documents.ts'
import type { LineOrigin, OriginLink } from '#domain/manifests/line-origins.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import type { Trail, TrailStep } from '#ui/text/trail.tsx'
import { type Translate, useMessages } from '#ui/i18n/use-messages.tsx'
import { layerWord } from '../values/layer-words.ts'
import { valueMessages } from '../values/value-messages.ts'
import { originMessages } from './origin-messages.ts'

/** Pages for origins outside of adapters: lines of a QVS Config, and values of parameters. */
export interface OriginPlaces {
  readonly config: (application: string, line: number) => string | undefined
  readonly value: (name: string) => string | undefined
}

interface Surroundings {
  readonly t: Translate<typeof originMessages>
  readonly words: Translate<typeof valueMessages>
  readonly project: string
  readonly parameters: readonly ResolvedParameter[]
  readonly places: OriginPlaces
}

/** The origins of a manifest's lines in the person's language, each with its address. */
export function useTrails(
  origins: readonly LineOrigin[],
  project: string,
  parameters: readonly ResolvedParameter[],
  places: OriginPlaces,
): readonly Trail[] {
  const t = useMessages(originMessages)
  const words = useMessages(valueMessages)
  return useMemo(() => {
    const around = { t, words, project, parameters, places }
    return origins.map(({ line, path, chain }) => ({
      line,
      title: path,
      steps: chain.flatMap((link) =>
        link.kind === 'condition' ? conditionSteps(link, around) : [stepOf(link, around)],
      ),
    }))
  }, [origins, parameters, places, project, t, words])
}

/** The condition for a line, and below it where the condition's values come from. */
function conditionSteps(link: Extract<OriginLink, { kind: 'condition' }>, around: Surroundings): readonly TrailStep[] {
  const { t, project } = around
  const place = placeText(link.at)
  return [
    {
      kind: t('condition'),
      title: link.text,
      ...(place === undefined ? {} : { detail: place }),
      ...sourceLink(project, link.at),
    },
    ...link.reads.map((read) => ({ ...stepOf(read, around), isBelow: true })),
  ]
}

function stepOf(link: Exclude<OriginLink, { kind: 'condition' }>, around: Surroundings): TrailStep {
  const { t, project, places } = around
  switch (link.kind) {
    case 'schema':
      return { kind: t('schema'), title: placeText(link.at) ?? link.adapter, ...sourceLink(project, link.at) }
    case 'adapter':
      return {
        kind: t('adapter'),
        title: placeText(link.at) ?? link.adapter,
        detail:
          link.via.length === 0 ? link.adapter : t('composedBy', { adapters: link.via.map(shortName).join(' → ') }),
        ...sourceLink(project, link.at),
      }
    case 'parameter':
      return {
        kind: t(link.isOption ? 'option' : 'parameter'),
        title: link.name,
        detail: t(link.isDefault ? 'itsDefault' : 'ofAdapter', { adapter: shortName(link.adapter) }),
        ...sourceLink(project, link.at),
      }
    case 'composite':
      return {
        kind: t('composite'),
        title: placeText(link.at) ?? link.adapter,
        detail: t('gives', { name: link.name }),
        ...sourceLink(project, link.at),
      }
    case 'qvs-config': {
      const application = parseDocumentId(link.document)?.names[0] ?? ''
      return {
        kind: t('qvsConfig'),
        title: `${application}:${String(link.line)}`,
        detail: `${shortName(link.pattern)} · ${link.name}`,
        ...opens(places.config(application, link.line)),
      }
    }
    case 'value':
      return valueStep(link.name, around)
  }
}

function valueStep(name: string, { t, words, parameters, places }: Surroundings): TrailStep {
  const parameter = parameters.find((candidate) => candidate.name === name)
  const won = parameter?.chain.find((origin) => origin.won)
  const shown =
    parameter?.state === 'secret'
      ? t('secret')
      : parameter?.state === 'later'
        ? t('later', { stages: parameter.waitsFor.join(', ') })
        : parameter?.state === 'missing'
          ? t('missing')
          : (parameter?.value ?? '')
  const layer = won === undefined ? '' : layerWord(words, won.layer)
  return {
    kind: t('value'),
    title: shown === '' ? name : `${name} = ${shown}`,
    detail: [layer, won?.source?.text].filter((part) => part !== undefined && part !== '').join(' · '),
    ...opens(places.value(name)),
  }
}

function opens(to: string | undefined): { readonly to?: string } {
  return to === undefined ? {} : { to }
}

type Place = Extract<OriginLink, { kind: 'adapter' }>['at']

function placeText(at: Place): string | undefined {
  return at === undefined ? undefined : `${at.file}:${String(at.line)}`
}

function sourceLink(project: string, at: Place): { readonly to?: string } {
  if (at === undefined) return {}
  const search = { source: `${at.module}/${at.file}`, line: String(at.line) }
  return { to: pathTo('adapters', { project }, search) }
}
