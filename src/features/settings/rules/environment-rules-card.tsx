import { resourceText } from '#domain/documents.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { z } from 'zod'
import { publishChangeSet } from '#contract/documents.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { type EnvironmentRules, environmentRulesSchema, type Freeze, type ReleaseWindow } from '#domain/gates/rules.ts'
import { questionFaults } from '#domain/gates/questions.ts'
import { addDays, localTime } from '#domain/gates/zoned-time.ts'
import type { Environment } from '#domain/project.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ErrorPanel } from '#ui/page/error-panel.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { isIdle } from '#ui/page/idle-focus.ts'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Checkbox } from '#ui/fields/switch.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { CalendarNow, FreezeFields, WindowFields } from './calendar-fields.tsx'
import { GateFields, type EnvironmentGate } from './gate-fields.tsx'
import { settingsMessages } from '../messages.ts'

interface EnvironmentRulesCardProps {
  readonly project: string
  readonly environment: Environment
  /** Digest of the published document. */
  readonly base: string | undefined
  readonly published: EnvironmentRules
  readonly off: string | undefined
}

/** Rules being edited, which may be incomplete, and the version that they started from. */
const editedSchema = z.object({
  rules: z.custom<EnvironmentRules>((value) => shapeSchema.safeParse(value).success),
  base: z.string().optional(),
})
const shapeSchema = z.looseObject({
  gates: z.array(z.looseObject({ name: z.string() })),
  windows: z.array(z.looseObject({ days: z.array(z.string()) })),
  freezes: z.array(z.looseObject({ title: z.string() })),
  concurrency: z.looseObject({ oneAtATime: z.boolean() }),
})

interface Edited {
  readonly rules: EnvironmentRules
  readonly base?: string | undefined
  readonly isUndo?: boolean
}

/** The rules of an environment while they are edited. They keep their base when others publish meanwhile. */
function useEditedRules(
  project: string,
  environment: Environment,
  base: string | undefined,
  published: EnvironmentRules,
  onStartOver: () => void,
) {
  const t = useMessages(settingsMessages)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const [edited, setEdited] = useTyped<Edited | undefined>(`rules ${environment.name}`, editedSchema, undefined)
  const rules = edited?.rules ?? published
  const isChanged = JSON.stringify(rules) !== JSON.stringify(published)
  function startOver(): void {
    setEdited(undefined)
    onStartOver()
  }
  const publish = useMutation({
    mutationFn: ({ rules: wanted, base: from }: Edited) =>
      client.ask(publishChangeSet, {
        params: { project },
        body: {
          message: t('rulesMessage', { environment: environment.displayName }),
          parts: [
            {
              id: `rules/${environment.name}`,
              text: resourceText(wanted),
              ...(from === undefined ? {} : { base: from }),
            },
          ],
        },
      }),
    onSuccess: ({ versions: [version] }, { isUndo = false }) => {
      const back = { rules: published, base: version?.digest, isUndo: true }
      showToast({ text: t('saved'), ...(isUndo ? {} : { onUndo: () => publish.mutate(back) }) })
      return cache.invalidateQueries({ queryKey: [project] }).then(startOver)
    },
  })
  return {
    rules,
    edited,
    isChanged,
    isOvertaken: isChanged && edited?.base !== base,
    /** Takes a function, since leaving a field and pressing a button may change the rules in one event. */
    change: (next: (rules: EnvironmentRules) => EnvironmentRules) =>
      setEdited((before = { rules: published, base }) => ({ rules: next(before.rules), base: before.base })),
    publish,
    startOver,
  }
}

/** The rules of one environment as a form. Saving publishes them, and they apply at once. */
export function EnvironmentRulesCard({ project, environment, base, published, off }: EnvironmentRulesCardProps) {
  const t = useMessages(settingsMessages)
  const { rules, edited, isChanged, isOvertaken, change, publish, startOver } = useEditedRules(
    project,
    environment,
    base,
    published,
    () => setChecked(false),
  )
  const [isChecked, setChecked] = useState(false)
  const form = useRef<HTMLDivElement>(null)
  const isEmpty = rules.gates.length + rules.windows.length + rules.freezes.length === 0
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  function cancel(): void {
    startOver()
    publish.reset()
  }
  function save(): void {
    if (edited === undefined) return
    flushSync(() => setChecked(true))
    const faulty = form.current?.querySelector<HTMLElement>(
      '[data-invalid] :is(input, textarea, button), [role="alert"]',
    )
    // Whether the fields are valid; anything else is for the server to refuse.
    const isSound = environmentRulesSchema.safeParse(rules).success && !rules.gates.some(hasQuestionFault)
    if (isSound || faulty === null || faulty === undefined) publish.mutate(edited)
    else {
      faulty.closest('details')?.setAttribute('open', '')
      faulty.focus()
    }
  }
  /** Focuses what is added, by its index among the form's parts. */
  function grow(place: number, add: () => void): void {
    flushSync(add)
    form.current?.querySelectorAll('.lw-settings-part')[place]?.querySelector<HTMLElement>('input')?.focus()
  }
  /** When the last part of a kind goes with the button that removed it, the keyboard goes on at what adds another: the buttons below, in the same order. */
  function shrink(kind: 0 | 1 | 2, remove: () => void): void {
    flushSync(remove)
    if (!isIdle(document.activeElement)) return
    form.current?.querySelectorAll<HTMLElement>('.lw-settings-adds > button')[kind]?.focus()
  }
  type Change<T> = (before: readonly T[]) => readonly T[]
  const gates = (next: Change<EnvironmentGate>) => change((now) => ({ ...now, gates: [...next(now.gates)] }))
  const windows = (next: Change<ReleaseWindow>) => change((now) => ({ ...now, windows: [...next(now.windows)] }))
  const freezes = (next: Change<Freeze>) => change((now) => ({ ...now, freezes: [...next(now.freezes)] }))
  return (
    <Card title={environment.displayName}>
      <div className="lw-settings-form" ref={form}>
        {isEmpty ? <p className="lw-muted">{t('rulesFree')}</p> : null}
        {/* Rules are readable for everybody. */}
        <fieldset className="lw-settings-held" disabled={off !== undefined}>
          {rules.gates.map((gate, index) => (
            <GateFields
              // By index, since the names are being typed.
              key={index}
              gate={gate}
              keptAs={`rules ${environment.name} ${String(index)}`}
              isReadOnly={off !== undefined}
              onChange={(next) => gates((now) => now.map((one, at) => (at === index ? next(one) : one)))}
              onRemove={() => shrink(0, () => gates((now) => now.toSpliced(index, 1)))}
            />
          ))}
          {rules.windows.map((window, index) => (
            <WindowFields
              key={index}
              number={index + 1}
              window={window}
              onChange={(changed) => windows((now) => now.with(index, changed))}
              onRemove={() => shrink(1, () => windows((now) => now.toSpliced(index, 1)))}
            />
          ))}
          {rules.freezes.map((freeze, index) => (
            <FreezeFields
              key={index}
              number={index + 1}
              freeze={freeze}
              isChecked={isChecked}
              onChange={(changed) => freezes((now) => now.with(index, changed))}
              onRemove={() => shrink(2, () => freezes((now) => now.toSpliced(index, 1)))}
            />
          ))}
          <CalendarNow rules={rules} />
          <ConcurrencyFields
            concurrency={rules.concurrency}
            onChange={(changed) => change((now) => ({ ...now, concurrency: { ...now.concurrency, ...changed } }))}
          />
        </fieldset>
        {isOvertaken ? <ErrorPanel what={t('rulesOvertaken')} fix={t('rulesOvertakenFix')} /> : null}
        {publish.isError && !isOvertaken ? <ProblemPanel problem={problemOf(publish.error)} /> : null}
        <div className="lw-row lw-wrap lw-settings-adds">
          <AddButton
            off={off}
            title={t('addGate')}
            onAdd={() => grow(rules.gates.length, () => gates((now) => [...now, newGate(now.length + 1)]))}
          />
          <AddButton
            off={off}
            title={t('addWindow')}
            onAdd={() =>
              grow(rules.gates.length + rules.windows.length, () => windows((now) => [...now, newWindow(zone)]))
            }
          />
          <AddButton
            off={off}
            title={t('addFreeze')}
            onAdd={() =>
              grow(rules.gates.length + rules.windows.length + rules.freezes.length, () =>
                freezes((now) => [...now, newFreeze(zone)]),
              )
            }
          />
          <span className="lw-grow" />
          {isChanged ? <Button onPress={cancel}>{t('cancel')}</Button> : null}
          <Button
            kind={isChanged ? 'primary' : 'plain'}
            reason={off}
            isDisabled={!isChanged}
            isPending={publish.isPending}
            onPress={save}
            aria-label={`${t('save')}: ${environment.displayName}`}
          >
            {t('save')}
          </Button>
        </div>
      </div>
    </Card>
  )
}

function hasQuestionFault(gate: EnvironmentGate): boolean {
  return questionFaults(gate).length > 0
}

function AddButton({
  off,
  title,
  onAdd,
}: {
  readonly off: string | undefined
  readonly title: string
  readonly onAdd: () => void
}) {
  return (
    <Button icon={<Plus size={16} aria-hidden />} reason={off} onPress={onAdd}>
      {title}
    </Button>
  )
}

function newGate(number: number): EnvironmentGate {
  return {
    name: `gate-${number}`,
    requiredApprovals: 1,
    approvers: {},
    requesterMayApprove: false,
    committersMayApprove: true,
    onTimeout: 'reject',
  }
}

function newWindow(timeZone: string): ReleaseWindow {
  return { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', until: '17:00', timeZone }
}

function newFreeze(timeZone: string): Freeze {
  const { date } = localTime(Date.now(), timeZone)
  return { title: '', from: `${date}T18:00`, until: `${addDays(date, 3)}T09:00`, timeZone }
}

interface ConcurrencyFieldsProps {
  readonly concurrency: EnvironmentRules['concurrency']
  readonly onChange: (changed: Partial<EnvironmentRules['concurrency']>) => void
}

function ConcurrencyFields({ concurrency, onChange }: ConcurrencyFieldsProps) {
  const t = useMessages(settingsMessages)
  return (
    <fieldset className="lw-settings-checks">
      <legend className="lw-label">{t('concurrency')}</legend>
      <Checkbox isSelected={concurrency.oneAtATime} onChange={(oneAtATime) => onChange({ oneAtATime })}>
        {t('oneAtATime')}
      </Checkbox>
      <Checkbox
        isSelected={concurrency.newestSupersedes}
        onChange={(newestSupersedes) => onChange({ newestSupersedes })}
      >
        {t('newestSupersedes')}
      </Checkbox>
    </fieldset>
  )
}
