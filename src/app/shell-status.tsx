import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { Link } from 'react-router'
import { myGates } from '#client/my-gates.ts'
import { pathTo } from '#client/paths.ts'
import { usePerson, usePlatform } from '#client/platform.ts'
import { gatesOptions } from '#client/queries/gates.ts'
import { recentRunsOptions } from '#client/queries/run-lists.ts'
import { useInJapanese } from '#parts/use-in-japanese.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { SlotTarget } from '#ui/page/slots.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { StatusBar } from '#ui/page/status-bar.tsx'
import { lazyPart } from '#ui/lazy-part.ts'
import { useConfig } from './config.ts'
import { appMessages } from './messages.ts'

const DemoMark = lazyPart(async () => (await import('./demo-mark.tsx')).DemoMark)
const activeStates: readonly string[] = ['running', 'failing', 'cancelling', 'needs-approval']

/** The status bar: the project's active runs, unless the page fills the slot; the engine on the right. */
export function ShellStatus({ project }: { readonly project: string | undefined }) {
  const t = useMessages(appMessages)
  const config = useConfig()
  const { client } = usePlatform()
  const person = usePerson()
  const enabled = project !== undefined
  const runs = useQuery({ ...recentRunsOptions(client, project ?? ''), enabled })
  const gates = useQuery({ ...gatesOptions(client, project ?? ''), enabled })
  const active = (runs.data?.runs ?? []).filter(
    (run) => activeStates.includes(run.state) && run.state !== 'needs-approval',
  ).length
  const cautionInJapanese = useInJapanese('cautions', () => import('#domain/japanese/cautions.ts'))?.cautionInJapanese
  const caution = config.engine.caution
  const waiting = myGates(gates.data?.gates ?? [], person).length
  const proposals = gates.data?.proposals.length ?? 0
  return (
    <StatusBar
      label={t('status')}
      left={
        <>
          <SlotTarget name="statusLeft" />
          <span className="lw-status-general lw-row">
            {active > 0 && project !== undefined ? (
              <Link to={pathTo('runs', { project })}>
                <StateMark state="running" size={14} word={t('runsActive', { count: active })} />
              </Link>
            ) : null}
            {waiting > 0 && project !== undefined ? (
              <Link to={pathTo('approvals', { project })}>
                <StateMark state="needsApproval" size={14} word={t('gatesWait', { count: waiting })} />
              </Link>
            ) : null}
            {proposals > 0 && project !== undefined ? (
              <Link to={pathTo('approvals', { project })}>
                <StateMark state="waiting" size={14} word={t('proposalsWait', { count: proposals })} />
              </Link>
            ) : null}
          </span>
        </>
      }
      right={
        <>
          {config.mode === 'demo' ? (
            <Suspense fallback={null}>
              <DemoMark />
            </Suspense>
          ) : null}
          <SlotTarget name="statusRight" />
          {config.mode === 'demo' ? null : (
            <span {...(caution === undefined ? {} : { title: cautionInJapanese?.(caution) ?? caution })}>
              {t(config.engine.kind, { isolation: config.engine.isolation })}
            </span>
          )}
        </>
      }
    />
  )
}
