import { AppWindow } from 'lucide-react'
import type { ReactNode } from 'react'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { ErrorPanel } from '#ui/page/error-panel.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { StateShape } from '#ui/state-mark.tsx'
import { saidBy } from '#domain/said-by.ts'
import { type Demo, DemoProvider } from './demo.ts'
import { demoMessages } from './demo-messages.ts'

type Progress =
  | { readonly kind: 'other-tab' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'playing'; readonly done: number; readonly all: number }
export type DemoStart = (onProgress: (progress: Progress) => void) => Promise<Demo>
type Render = (page: ReactNode) => void

/** Shows the demo's progress while it starts. Resolves to what renders the workbench; stays pending if the demo cannot run here. */
export async function openDemo(render: Render, start: DemoStart): Promise<Render> {
  try {
    const demo = await start((progress) => render(<DemoProgress progress={progress} />))
    return (page) => render(<DemoProvider value={demo}>{page}</DemoProvider>)
  } catch (error) {
    render(<DemoFailed reason={saidBy(error)} />)
    return new Promise(() => undefined)
  }
}

function DemoProgress({ progress }: { readonly progress: Progress }) {
  const t = useMessages(demoMessages)
  return (
    <main className="lw-session">
      <div role="status">
        {progress.kind === 'other-tab' ? (
          <EmptyState isPage icon={<AppWindow size={24} />} title={t('otherTab')} text={t('otherTabText')} />
        ) : (
          <EmptyState
            isPage
            icon={<StateShape state="running" />}
            title={t('title')}
            text={progress.kind === 'opening' ? t('opening') : t('playing', { done: progress.done, all: progress.all })}
          />
        )}
      </div>
    </main>
  )
}

function DemoFailed({ reason }: { readonly reason: string }) {
  const t = useMessages(demoMessages)
  return (
    <main className="lw-session">
      <ErrorPanel what={t('failed')} fix={t('failedFix')} detail={reason} onRetry={() => location.reload()} />
    </main>
  )
}
