import { useMemo } from 'react'
import { pathTo } from '#client/paths.ts'
import type { ComposedManifest, ComposedStage } from '#domain/adapters/compile/composition.ts'
import { kindWords } from '#domain/manifests/kind-words.ts'
import { TracedManifest } from '#parts/manifests/traced-manifest.tsx'
import type { LineMark } from '#ui/code/code-props.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Badge } from '#ui/marks.tsx'
import { SmallGraph } from '#ui/small-graph.tsx'
import { compositionMessages } from './composition-messages.ts'
import { hueOf, letterOf, OwnerMarks } from './owner-marks.tsx'

interface ResourcesProps {
  readonly project: string
  /** Scope of the values that the lines link to. */
  readonly scope: string
  readonly manifests: readonly ComposedManifest[]
  readonly names: readonly string[]
  readonly chosen: string | undefined
  readonly onChoose: (path: string) => void
}

/** The merged manifests; each line carries the letter of the adapter that wrote it. */
export function ComposedResources({ project, scope, manifests, names, chosen, onChoose }: ResourcesProps) {
  const t = useMessages(compositionMessages)
  const shown = manifests.find((manifest) => keyOf(manifest) === chosen) ?? manifests[0]
  if (shown === undefined) return <p className="lw-muted lw-pad">{t('noResources')}</p>
  return (
    <div className="lw-composed">
      <ul className="lw-composed-files" aria-label={t('files')}>
        {manifests.map((manifest) => (
          <li key={keyOf(manifest)}>
            <button
              type="button"
              className="lw-file"
              aria-pressed={manifest === shown}
              onClick={() => onChoose(keyOf(manifest))}
            >
              <span className="lw-mono lw-ellipsis lw-grow">{manifest.name}</span>
              <span>{kindWords(manifest.kind)}</span>
              {manifest.phase === 'appSetup' ? <Badge>{t('setup')}</Badge> : null}
              <OwnerMarks owners={manifest.owners} names={names} />
            </button>
          </li>
        ))}
      </ul>
      <div className="lw-composed-code">
        {shown.text === '' ? (
          <p className="lw-muted lw-pad">{t('noText')}</p>
        ) : (
          <ComposedText key={keyOf(shown)} project={project} scope={scope} manifest={shown} />
        )}
      </div>
    </div>
  )
}

function keyOf({ phase, path, kind, name }: ComposedManifest): string {
  return `${phase}/${path}/${kind}/${name}`
}

function ComposedText({
  project,
  scope,
  manifest,
}: Pick<ResourcesProps, 'project' | 'scope'> & { readonly manifest: ComposedManifest }) {
  const marks = useMemo(() => marksOf(manifest), [manifest])
  const places = useMemo(
    () => ({
      config: (application: string, line: number) =>
        pathTo('qvsConfig', { project, application }, { configLine: String(line) }),
      value: (name: string) => pathTo('parameters', { project }, { view: 'form', parameter: name, scope }),
    }),
    [project, scope],
  )
  return (
    <TracedManifest
      project={project}
      path={manifest.path}
      text={manifest.text}
      origins={manifest.origins}
      parameters={nothing}
      places={places}
      lineMarks={marks}
    />
  )
}

const nothing: readonly never[] = []

/** Marks all lines of a block scalar, since only its first line has an owner. */
function marksOf({ text, lines }: ComposedManifest): readonly LineMark[] {
  const rows = text.split('\n')
  return lines.flatMap(({ line, owners }, index) => {
    const [first] = owners
    if (first === undefined) return []
    const isBlock = /[|>][-+0-9]*$/.test(rows[line - 1] ?? '')
    const end = isBlock ? (lines[index + 1]?.line ?? rows.length) : line + 1
    const mark = { text: owners.map(letterOf).join(''), hue: hueOf(first) }
    return Array.from({ length: Math.max(1, end - line) }, (_, offset) => ({ ...mark, line: line + offset }))
  })
}

interface WorkflowProps {
  readonly stages: readonly ComposedStage[]
  readonly names: readonly string[]
}

/** The merged tasks, one graph per stage; tasks carry the letters of their adapters. */
export function ComposedWorkflow({ stages, names }: WorkflowProps) {
  const t = useMessages(compositionMessages)
  if (stages.length === 0) return <p className="lw-muted lw-pad">{t('noTasks')}</p>
  return (
    <div className="lw-composed-stages">
      {stages.map((stage) => (
        <section key={stage.name}>
          <h3>{stage.name}</h3>
          <SmallGraph
            label={stage.name}
            nodes={stage.tasks.map(({ id, after, owners }) => ({
              id,
              title: id,
              after,
              icon: <OwnerMarks owners={owners} names={names} />,
              hue: hueOf(owners[0] ?? 0),
            }))}
          />
          {stage.results.length === 0 ? null : (
            <ul className="lw-composed-results" aria-label={t('results')}>
              {stage.results.map(({ name, owners }) => (
                <li key={name}>
                  <OwnerMarks owners={owners} names={names} /> <span className="lw-mono">{name}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  )
}
