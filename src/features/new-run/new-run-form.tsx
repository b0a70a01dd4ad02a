import { Play } from 'lucide-react'
import { type FormEvent, useDeferredValue, useMemo, useState } from 'react'
import { z } from 'zod'
import type { StartForm } from '#contract/run-plans.ts'
import { startRun } from '#contract/runs.ts'
import { usePlatform } from '#client/platform.ts'
import { useUsualTimes } from '#client/use-usual-times.ts'
import { normalise } from '#domain/ids.ts'
import { LineInputs } from '#parts/forms/line-inputs.tsx'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { useAddress } from '#ui/use-address.ts'
import { newRunMessages } from './messages.ts'
import { LaunchButton } from './launch-button.tsx'
import { NoCode } from './no-code.tsx'
import { PlanPanel } from './plan-panel.tsx'
import { RevisionField } from './revision-field.tsx'
import { inputsOfAddress, startValues } from './new-run-values.ts'
import { Unpublished } from './unpublished.tsx'
import { useLaunch } from './use-launch.ts'

export interface NewRunFormProps {
  readonly project: string
  readonly line: string
  readonly form: StartForm
  /** The run from which the form is filled in. */
  readonly earlier:
    | { readonly number: number; readonly inputs: Readonly<Record<string, string>>; readonly note: string }
    | undefined
}

/** The form and its plan. Its key makes sure that a double press starts one run. */
export function NewRunForm({ project, line, form, earlier }: NewRunFormProps) {
  const t = useMessages(newRunMessages)
  const { client } = usePlatform()
  const [search] = useAddress()
  // Typed values belong to the link that opened the form: another link starts afresh.
  const [place] = useState(() => `new run ${line} ${search.toString()}`)
  const [typed, setTyped] = useTyped<Readonly<Record<string, string>>>(place, z.record(z.string(), z.string()), {})
  const [note, setNote] = useTyped(`${place} note`, z.string(), search.get('note') ?? earlier?.note ?? '')
  const [isTried, setTried] = useState(false)
  const usual = useUsualTimes(project, line)
  const prefill = { link: inputsOfAddress(search), run: earlier?.inputs }
  const values = startValues(form, typed, prefill)
  const inputs = Object.fromEntries(Object.entries(values).map(([name, { value }]) => [name, normalise(value)]))
  const revisions = form.inputs.filter(({ repositories }) => repositories.length > 0)
  const others = form.inputs.filter(({ repositories }) => repositories.length === 0)
  const fields = useMemo(
    () => new Map(form.inputs.flatMap(({ name, field }) => (field === undefined ? [] : [[name, field] as const]))),
    [form.inputs],
  )
  const isAsBefore = form.inputs.every(({ name }) => form.last?.inputs[name] === inputs[name])
  const standing = startValues(form, {}, prefill)
  const prefilled = Object.fromEntries(
    Object.entries(standing).flatMap(([name, { value, from }]) =>
      from === 'default' || from === 'none' ? [] : [[name, value]],
    ),
  )
  const prefillNote = Object.values(standing).some(({ from }) => from === 'link')
    ? t('fromLink')
    : t('fromRun', { number: String(earlier?.number ?? form.last?.number ?? '') })
  const missing = form.inputs.filter(({ name }) => inputs[name] === '')
  const planned = useDeferredValue(inputs)

  const launch = useLaunch(project, (key) =>
    client.call(startRun, {
      params: { project, line },
      body: { inputs, note: note.trim(), version: form.version, idempotencyKey: key },
    }),
  )
  function submit(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (missing.length === 0) launch.launch()
  }
  return (
    <div className="lw-launch-columns">
      <Card title={t('form')}>
        <form className="lw-launch-form" onSubmit={submit} noValidate>
          <VersionNote form={form} />
          <Unpublished project={project} line={line} />
          {form.inputs.length === 0 ? <p>{t('noInputs')}</p> : null}
          {form.last === undefined || form.inputs.length === 0 ? null : (
            // It keeps its place: what comes and goes with every edit would move the field that somebody types into.
            <Button
              kind="quiet"
              reason={isAsBefore ? t('filledFromLast', { number: String(form.last.number) }) : undefined}
              onPress={() => setTyped({ ...form.last?.inputs })}
            >
              {t('fillFromLast', { number: String(form.last.number) })}
            </Button>
          )}
          {revisions.map((input, index) => (
            <RevisionField
              key={input.name}
              project={project}
              input={input}
              current={values[input.name] ?? { value: '', from: 'none' }}
              last={form.last}
              from={earlier?.number}
              autoFocus={index === 0}
              error={isTried && inputs[input.name] === '' ? t('needed') : undefined}
              onChange={(value) => setTyped({ ...typed, [input.name]: value })}
            />
          ))}
          {others.length === 0 ? null : (
            <LineInputs
              inputs={others}
              fields={fields}
              typed={typed}
              onChange={setTyped}
              before={{ values: prefilled, note: prefillNote }}
            />
          )}
          <TextField
            label={t('note')}
            help={t('noteHelp')}
            autoFocus={form.inputs.length === 0}
            value={note}
            onChange={setNote}
          />
          <LaunchButton launch={launch} icon={<Play size={16} aria-hidden />}>
            {t('start')}
          </LaunchButton>
          <NoCode project={project} repositories={repositoriesOf(revisions)} />
        </form>
      </Card>
      <PlanPanel
        project={project}
        line={line}
        version={form.version}
        inputs={planned}
        note={note.trim()}
        isComplete={missing.length === 0}
        mayPlan={launch.reason === undefined}
        usual={usual}
        shared={search.get('plan') ?? undefined}
      />
    </div>
  )
}

/** The repositories of which the inputs are revisions, each once. */
function repositoriesOf(revisions: StartForm['inputs']): readonly string[] {
  return [...new Set(revisions.flatMap(({ repositories }) => repositories))]
}

/** Which version of the line starts, with a way to the newest. */
function VersionNote({ form }: { readonly form: StartForm }) {
  const t = useMessages(newRunMessages)
  const [, change] = useAddress()
  return (
    <p className="lw-muted">
      {t('version', { version: String(form.version) })}
      {form.version === form.newest ? null : (
        <>
          {'. '}
          {t('olderVersion', { newest: String(form.newest) })}{' '}
          <button type="button" onClick={() => change({ version: undefined }, 'push')}>
            {t('toNewest')}
          </button>
        </>
      )}
    </p>
  )
}
