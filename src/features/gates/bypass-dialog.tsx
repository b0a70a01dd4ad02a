import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { bypassGate } from '#contract/gate-decisions.ts'
import { answersGiven } from '#domain/gates/answers.ts'
import type { GateView } from '#contract/gate-evidence.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { environmentOfGate, isCalendarGate } from '#domain/gates/demanded.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { Checkbox } from '#ui/fields/switch.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { showOutcome } from './decision-id.ts'
import { type Answers, firstAnswers, GateQuestions, lacksAnswers } from './gate-questions.tsx'
import { gateMessages } from './messages.ts'

interface BypassDialogProps {
  readonly project: string
  readonly view: GateView
  readonly digest: string
  readonly onClose: () => void
}

/** Emergency bypass: asks for a reason, which stays with the run. */
export function BypassDialog({ project, view, digest, onClose }: BypassDialogProps) {
  const t = useMessages(gateMessages)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const format = useFormat()
  // By default one bypass opens all gates that wait with the same changes; these are the ones to leave closed.
  const [kept, setKept] = useState<readonly string[]>([])
  const also = view.opensToo.map(({ key }) => key).filter((key) => !kept.includes(key))
  const others = view.heldAsWell.filter(({ key }) => !also.includes(key)).map(({ title }) => title)
  const titleOf = ({ key, title }: GateView['opensToo'][number]): string =>
    isCalendarGate({ key, live: true }) ? t('calendarTitle', { environment: environmentOfGate(key) }) : title
  const [reason, setReason] = useTyped(`bypass ${view.run} ${view.key}`, z.string(), '')
  const [answers, setAnswers] = useTyped<Answers>(
    `answers ${view.run} ${view.key}`,
    z.record(z.string(), z.string()),
    () => firstAnswers(view),
  )
  const [isChecked, setChecked] = useState(false)
  const [error, setError] = useState<string>()
  const open = useMutation({
    mutationFn: () =>
      client.ask(bypassGate, {
        params: { project, run: view.run, gate: view.key },
        body: { reason, evidence: digest, also, ...(answersGiven(view.gate) === undefined ? { answers } : {}) },
      }),
    // The dialog stays until the page shows the outcome: without it, the gate would still ask for a moment.
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: [project] })
      onClose()
      showOutcome()
    },
  })
  function submit(): void {
    setChecked(true)
    if (reason.trim().length < 10) setError(t('bypassShort'))
    else if (!lacksAnswers(view, answers)) open.mutate()
  }
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t('bypassTitle')}
      onClose={onClose}
      cancels
      actions={
        <Button kind="danger" isPending={open.isPending} onPress={submit}>
          {t('bypassDo', { count: also.length + 1 })}
        </Button>
      }
    >
      <p>{t('bypassText')}</p>
      {view.opensToo.length === 0 ? null : (
        <fieldset className="lw-gate-also">
          <legend>{t('bypassAlso')}</legend>
          {view.opensToo.map((gate) => (
            <Checkbox
              key={gate.key}
              isSelected={!kept.includes(gate.key)}
              onChange={(isOn) => setKept(isOn ? kept.filter((key) => key !== gate.key) : [...kept, gate.key])}
            >
              {titleOf(gate)}
            </Checkbox>
          ))}
        </fieldset>
      )}
      {others.length === 0 ? null : <p>{t('bypassOthers', { gates: format.list(others) })}</p>}
      <TextField
        label={t('bypassReason')}
        isRequired
        autoFocus
        rows={3}
        value={reason}
        error={error}
        onChange={(value) => {
          setReason(value)
          setError(undefined)
        }}
      />
      <GateQuestions view={view} answers={answers} onChange={setAnswers} isChecked={isChecked} />
      {open.isError ? <ProblemPanel problem={problemOf(open.error)} /> : null}
    </Dialog>
  )
}
