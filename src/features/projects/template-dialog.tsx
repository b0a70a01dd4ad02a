import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import type { Outline } from '#contract/outline.ts'
import { documentId } from '#domain/documents.ts'
import {
  answerFinding,
  answersFor,
  type InstantiatedTemplate,
  instantiateTemplate,
  type TemplateProject,
} from '#domain/templates/instantiate.ts'
import { isRepositoryAddress } from '#domain/repository-elsewhere.ts'
import type { Template, TemplateAsk } from '#domain/templates/template.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { outlineOptions } from '#client/queries/outline.ts'
import { ProtectedNote } from '#parts/change-set/protected-note.tsx'
import { reviewMessages } from '#parts/change-set/review-messages.ts'
import { useHandOver } from '#parts/change-set/use-hand-over.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Markdown } from '#ui/text/markdown.tsx'
import { usePreferences } from '#ui/use-preferences.ts'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Select } from '#ui/fields/select.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { projectMessages } from './messages.ts'
import { templateMessages } from './template-messages.ts'

export interface TemplateDialogProps {
  readonly project: string
  readonly template: Template
  readonly onClose: () => void
  /** Shown above the questions. */
  readonly head: ReactNode
}

/** Asks what a template needs. Everything that it creates is published in one change set. */
export function TemplateDialog({ project, template, onClose, head }: TemplateDialogProps) {
  const t = useMessages({ ...projectMessages, ...templateMessages })
  const review = useMessages(reviewMessages)
  const { language } = usePreferences()
  const { client } = usePlatform()
  const navigate = useNavigate()
  const outline = useQuery(outlineOptions(client, project))
  const [answers, setAnswers] = useTyped<Readonly<Record<string, string>>>(
    `template ${template.name}`,
    z.record(z.string(), z.string()),
    {},
  )
  const known = outline.data === undefined ? undefined : knownProject(project, outline.data)
  const made = known === undefined ? undefined : instantiateTemplate(template, answers, known)
  const handOver = useHandOver(project, made?.ok === true ? made.value.parts : [])
  const create = useMutation({
    async mutationFn({ line }: InstantiatedTemplate) {
      const message = t('templateMessage', { name: line, template: template.title[language] })
      if (!(await handOver.send(message))) return
      showToast({ text: t('created', { name: line }) })
      await navigate(pathTo('line', { project, line }))
    },
  })
  const refusal = made?.ok === false && made.error.code === 'already-exists' ? made.error : undefined
  return (
    <Dialog
      isOpen
      size="wide"
      title={t('newLine')}
      onClose={onClose}
      cancels
      actions={
        <Button
          kind="primary"
          reason={made?.ok === true ? undefined : (refusal?.message ?? t('answersNeeded'))}
          isPending={create.isPending}
          onPress={() => (made?.ok === true ? create.mutate(made.value) : undefined)}
        >
          {handOver.waitsFor.length > 0 ? review('propose') : t('create')}
        </Button>
      }
    >
      {head}
      {known === undefined ? <Skeleton rows={4} /> : null}
      {known === undefined
        ? null
        : template.asks.map((ask) => (
            <AskField
              key={ask.name}
              ask={ask}
              answers={answers}
              template={template}
              project={known}
              onChange={(value) => setAnswers((before) => ({ ...before, [ask.name]: value }))}
            />
          ))}
      {made?.ok === true ? (
        <p className="lw-muted">
          {t('makesText', { count: made.value.parts.length, list: made.value.parts.map(({ id }) => id).join(', ') })}
        </p>
      ) : null}
      <ProtectedNote names={handOver.waitsFor} />
      {refusal === undefined ? null : <ProblemPanel problem={refusal} />}
      {create.isError ? <ProblemPanel problem={problemOf(create.error)} /> : null}
      <details>
        <summary>{t('about')}</summary>
        <Markdown text={template.readme[language]} />
      </details>
    </Dialog>
  )
}

interface AskFieldProps {
  readonly ask: TemplateAsk
  readonly answers: Readonly<Record<string, string>>
  readonly template: Template
  readonly project: TemplateProject
  readonly onChange: (value: string) => void
}

function AskField({ ask, answers, template, project, onChange }: AskFieldProps) {
  const t = useMessages(templateMessages)
  const { language } = usePreferences()
  const typed = answers[ask.name]
  const answer = answersFor(template, answers, project)[ask.name] ?? ''
  // Later questions are not checked until they are reached.
  const isAddress =
    ask.kind === 'repository' &&
    (project.repositories.length === 0 || typed?.startsWith(elsewhere) === true || isRepositoryAddress(typed ?? ''))
  const wrong =
    typed === undefined || typed === ''
      ? undefined
      : isAddress
        ? addressFinding(typed)
        : answerFinding(ask, answer, project)
  const field = {
    label: ask.title[language],
    help: ask.help?.[language],
    error: wrong === undefined ? undefined : findingWords(t, wrong.code),
    isRequired: ask.default === undefined,
  }
  if (isAddress)
    return (
      <TextField
        {...field}
        help={t('repositoryAddress')}
        value={typed ?? ''}
        onChange={onChange}
        mono
        placeholder={elsewhere}
      />
    )
  const choices =
    ask.kind === 'repository'
      ? [
          ...project.repositories.map(({ name }) => ({ id: name, title: name })),
          { id: elsewhere, title: t('anotherRepository') },
        ]
      : ask.choices?.map((id) => ({ id, title: id }))
  if (choices !== undefined)
    return <Select {...field} choices={choices} value={answer === '' ? undefined : answer} onChange={onChange} />
  return (
    <TextField
      {...field}
      value={typed ?? ''}
      onChange={onChange}
      mono
      {...(ask.default === undefined ? {} : { placeholder: answer })}
    />
  )
}

/** The beginning of an address, and the value of the choice "elsewhere". */
const elsewhere = 'https://'

function addressFinding(typed: string): { readonly code: string } | undefined {
  return typed === elsewhere || isRepositoryAddress(typed) ? undefined : { code: 'answer-no-address' }
}

function findingWords(t: ReturnType<typeof useMessages<typeof templateMessages>>, code: string): string {
  switch (code) {
    case 'answer-missing':
    case 'answer-no-name':
    case 'answer-no-repository':
    case 'answer-no-address':
    case 'answer-no-choice':
    case 'answer-no-text':
      return t(code)
    default:
      return code
  }
}

function knownProject(name: string, outline: Outline): TemplateProject {
  return {
    name,
    repositories: outline.repositories,
    documents: new Set([
      ...outline.repositories.map((one) => documentId('repository', one.name)),
      ...outline.applications.map((one) => documentId('application', one.name)),
      ...outline.environments.map((one) => documentId('environment', one.name)),
      ...outline.deployments.map((one) => documentId('deployment', one.application, one.name)),
      ...outline.lines.map((one) => documentId('line', one.name)),
    ]),
  }
}
