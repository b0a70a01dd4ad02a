import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { startFormOptions } from '#client/queries/plans.ts'
import { runOptions, snapshotOptions } from '#client/queries/runs.ts'
import { Breadcrumb } from '#ui/page/breadcrumb.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { useTitle } from '#ui/page/slots.tsx'
import { newRunMessages } from './messages.ts'
import { NewRunForm } from './new-run-form.tsx'
import '#ui/page/page.css'
import './new-run-page.css'

/** Starting a run: inputs at the left, what it will do at the right. The address can fill in the form. */
export function NewRunPage() {
  const t = useMessages(newRunMessages)
  const { project = '', line = '' } = useParams()
  const { client } = usePlatform()
  const [search] = useSearchParams()
  const version = Number(search.get('version') ?? '') || undefined
  const earlier = search.get('from') ?? undefined
  const form = useQuery(startFormOptions(client, project, line, version))
  const run = useQuery({ ...runOptions(client, project, earlier ?? ''), enabled: earlier !== undefined })
  const snapshot = useQuery({ ...snapshotOptions(client, project, earlier ?? ''), enabled: earlier !== undefined })
  useTitle(t('title', { line }))
  const failed = [form, run, snapshot].find(({ isError }) => isError)
  const isWaiting = earlier !== undefined && (run.data === undefined || snapshot.data === undefined)
  return (
    <div className="lw-page lw-launch">
      <Breadcrumb
        crumbs={[
          { title: t('lines'), to: pathTo('lines', { project }) },
          { title: line, to: pathTo('line', { project, line }) },
          { title: t('start') },
        ]}
      />
      <header className="lw-page-head">
        <h1 className="lw-page-title">{t('title', { line })}</h1>
      </header>
      {failed === undefined ? null : (
        <ProblemPanel problem={problemOf(failed.error)} onRetry={() => void failed.refetch()} />
      )}
      {failed === undefined && (form.data === undefined || isWaiting) ? <Preparing /> : null}
      {form.data === undefined || isWaiting ? null : (
        <NewRunForm
          key={`${line} ${String(form.data.version)} ${earlier ?? ''}`}
          project={project}
          line={line}
          form={form.data}
          earlier={
            run.data === undefined || snapshot.data === undefined
              ? undefined
              : { number: run.data.number, inputs: snapshot.data.inputs, note: run.data.note }
          }
        />
      )}
    </div>
  )
}

// Milliseconds before a waiting person is told the reason.
const patience = 1000

/** Shown while the form loads; says why that can take a while. */
function Preparing() {
  const t = useMessages(newRunMessages)
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), patience)
    return () => clearTimeout(timer)
  }, [])
  return (
    <>
      <p className="lw-muted" role="status">
        {isLong ? t('compiling') : ''}
      </p>
      <Skeleton rows={8} />
    </>
  )
}
