import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import { writeSecret } from '#contract/secrets.ts'
import type { Outline } from '#contract/outline.ts'
import { lookAtRepository } from '#contract/start.ts'
import { beginLine } from '#client/change-set/begin-draft.ts'
import { pathTo } from '#client/paths.ts'
import { usePerson, usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { outlineOptions } from '#client/queries/outline.ts'
import { projectOptions } from '#client/queries/projects.ts'
import { can } from '#domain/access/roles.ts'
import type { ChangePart, Texts } from '#domain/documents.ts'
import {
  type Board,
  firstBoard,
  type FirstDelivery,
  firstDelivery,
  sourceTokenSecret,
} from '#domain/start/first-delivery.ts'
import { ProtectedNote } from '#parts/change-set/protected-note.tsx'
import { reviewMessages } from '#parts/change-set/review-messages.ts'
import { useHandOver } from '#parts/change-set/use-hand-over.ts'
import { useDocumentWords } from '#parts/document-words.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { lineMessages } from '../line-messages.ts'
import { startMessages } from './start-messages.ts'
import { boardOf, deliveryOf, type Facts, lookOf, type Plan, planSchema, type Source, suggest } from './start-plan.ts'
import { PlanForm } from './plan-form.tsx'
import { placeSchema, SourceForm, type SourceInput, sourceOf } from './source-form.tsx'

interface Found {
  readonly source: Source
  readonly facts: Facts
  readonly plan: Plan
}

const correctedSchema = z.object({ look: z.string(), plan: planSchema })

export interface StartDialogProps {
  readonly project: string
  readonly onClose: () => void
}

/** From a repository to a line that delivers it: first where the code is, then what to make of it. */
export function StartDialog({ project, onClose }: StartDialogProps) {
  const t = useMessages(startMessages)
  const { client } = usePlatform()
  const person = usePerson()
  const outline = useQuery(outlineOptions(client, project))
  const members = useQuery(projectOptions(client, project)).data?.members ?? []
  const deciders = members.filter(({ role }) => can(role, 'gate.decide'))
  const [place, setPlace] = useTyped('start from', placeSchema, { way: 'url', repository: undefined, url: '' })
  const [token, setToken] = useState('')
  const input = { ...place, token }
  const [found, setFound] = useState<Omit<Found, 'plan'> & { readonly suggested: Plan }>()
  const [corrected, setCorrected] = useTyped('start plan', correctedSchema.optional(), undefined)
  function change({ token: secret, ...named }: SourceInput): void {
    setToken(secret)
    setPlace(named)
  }
  const source = sourceOf(input, outline.data)
  const look = useMutation({
    mutationFn: (from: Source) =>
      client.ask(lookAtRepository, {
        params: { project },
        body:
          from.kind === 'known'
            ? { repository: from.repository.name }
            : { url: from.url, ...(input.token === '' ? {} : { token: input.token }) },
      }),
    onSuccess: (facts, from) => {
      if (outline.data === undefined) return
      // Counts people with the right to decide; a person without it never counts as alone.
      const isAlone = deciders.length === 1 && deciders[0]?.person.id === person
      setFound({ source: from, facts, suggested: suggest(facts, from, outline.data, isAlone) })
    },
  })
  if (found !== undefined && outline.data !== undefined) {
    const { source: from, facts, suggested } = found
    const look = lookOf(from, facts)
    return (
      <Review
        project={project}
        outline={outline.data}
        found={{ source: from, facts, plan: corrected?.look === look ? corrected.plan : suggested }}
        // A token typed for a URL must not go to a repository of the project.
        token={from.kind === 'url' ? input.token : ''}
        onPlan={(plan) => setCorrected({ look, plan })}
        onBack={() => setFound(undefined)}
        onClose={onClose}
      />
    )
  }
  return (
    <Dialog
      isOpen
      title={t('title')}
      onClose={onClose}
      cancels
      actions={
        <Button
          kind="primary"
          isDisabled={source === undefined}
          isPending={look.isPending}
          onPress={() => {
            if (source !== undefined) look.mutate(source)
          }}
        >
          {t('look')}
        </Button>
      }
    >
      <p className="lw-muted">{t('intro')}</p>
      <SourceForm project={project} input={input} repositories={outline.data?.repositories ?? []} onChange={change} />
      {look.isError ? <ProblemPanel problem={problemOf(look.error)} /> : null}
    </Dialog>
  )
}

interface ReviewProps extends StartDialogProps {
  readonly outline: Outline
  readonly found: Found
  readonly token: string
  readonly onPlan: (plan: Plan) => void
  readonly onBack: () => void
}

function Review({ project, outline, found, token, onPlan, onBack, onClose }: ReviewProps) {
  const t = useMessages(startMessages)
  const { client } = usePlatform()
  const review = useMessages(reviewMessages)
  const words = useMessages(lineMessages)
  const person = usePerson()
  const navigate = useNavigate()
  const { source, facts, plan } = found
  const [before, setBefore] = useState<Outline>()
  // Keep the outline from before, or the names of what was just created would count as taken.
  const knownOutline = before ?? outline
  const delivery = deliveryOf(project, plan, facts, source, knownOutline)
  const isBoard = plan.kind === 'another'
  const board = isBoard ? boardOf(project, plan, facts, source, knownOutline) : undefined
  const handOver = useHandOver(project, delivery === undefined ? [] : firstDelivery(delivery))
  // Only hosted repositories can be protected, and those need no token.
  async function keepToken({ environments }: Board): Promise<void> {
    for (const { name } of token === '' ? [] : environments)
      await client.ask(writeSecret, {
        params: { project, key: sourceTokenSecret },
        body: { environment: name, value: token },
      })
  }
  const create = useMutation({
    onMutate: () => setBefore(outline),
    onSettled: () => setBefore(undefined),
    async mutationFn(wanted: FirstDelivery) {
      const { application, line } = wanted
      if (!(await handOver.send(t('message', { application: application.name })))) return
      await keepToken(wanted)
      showToast({ text: t('done', { application: application.displayName }) })
      await navigate(pathTo('line', { project, line }))
    },
  })
  const textsOf = (wanted: Board): Texts => firstBoard(wanted, { revision: words('revisionInput') })
  const begin = useMutation({
    async mutationFn(wanted: Board) {
      await keepToken(wanted)
      await beginLine(client, { project, person }, wanted.line, textsOf(wanted))
      await navigate(pathTo('line', { project, line: wanted.line }))
    },
  })
  const parts = board === undefined ? delivery && firstDelivery(delivery) : partsOf(textsOf(board))
  const error = create.error ?? begin.error
  return (
    <Dialog
      isOpen
      title={t('title')}
      size="wide"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onBack}>{t('back')}</Button>
          <Button
            kind="primary"
            isDisabled={parts === undefined}
            isPending={create.isPending || begin.isPending}
            onPress={() => {
              if (board !== undefined) begin.mutate(board)
              else if (delivery !== undefined) create.mutate(delivery)
            }}
          >
            {isBoard ? t('openBoard') : handOver.waitsFor.length > 0 ? review('propose') : t('create')}
          </Button>
        </>
      }
    >
      {error === null ? null : <ProblemPanel problem={problemOf(error)} />}
      <PlanForm plan={plan} facts={facts} source={source} outline={knownOutline} onChange={onPlan} />
      <ProtectedNote names={handOver.waitsFor} />
      {parts === undefined ? null : <Parts title={t(isBoard ? 'begins' : 'makes')} parts={parts} />}
    </Dialog>
  )
}

function partsOf(texts: Texts): readonly ChangePart[] {
  return Object.entries(texts).map(([id, text]) => ({ id, text }))
}

/** All documents that will be created, readable beforehand. */
function Parts({ title, parts }: { readonly title: string; readonly parts: readonly ChangePart[] }) {
  const words = useDocumentWords()
  return (
    <section className="lw-start-parts">
      <h3>{title}</h3>
      {parts.map(({ id, text = '' }) => (
        <details key={id}>
          <summary>{words(id)}</summary>
          <pre className="lw-mono" tabIndex={0}>
            {text}
          </pre>
        </details>
      ))}
    </section>
  )
}
