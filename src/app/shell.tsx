import { Suspense, useEffect, useRef, useState } from 'react'
import { Link, Outlet, useLocation, useMatch, useNavigation, useNavigationType } from 'react-router'
import { pathTo, places } from '#client/paths.ts'
import { usePerson } from '#client/platform.ts'
import { PersonMenu } from '#features/session/person-menu.tsx'
import { ErrorBoundary } from '#ui/page/error-boundary.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { contentId } from '#ui/page/idle-focus.ts'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { SlotProvider, SlotTarget } from '#ui/page/slots.tsx'
import { remember } from '#ui/storage.ts'
import { ToastRegion } from '#ui/overlays/toast.tsx'
import { followBindings } from '#ui/commands/bindings.ts'
import { useKeyLayer } from '#ui/commands/use-commands.ts'
import { lazyPart } from '#ui/lazy-part.ts'
import { CommandBox } from './command-box.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { MembershipBanner } from './membership-banner.tsx'
import { appMessages } from './messages.ts'
import { ProjectSwitcher } from './project-switcher.tsx'
import { Rail } from './rail.tsx'
import { ShellStatus } from './shell-status.tsx'
import { useMembership } from './use-membership.ts'
import { useProjectLive } from './use-project-live.ts'
import { Wordmark } from './wordmark.tsx'
import './banner.css'
import './shell.css'
import './print.css'

const NoMember = lazyPart(async () => (await import('./no-member.tsx')).NoMember)

/** The frame of every page: top bar, rail, content, status bar. */
export function Shell() {
  const t = useMessages(appMessages)
  const project = useMatch('/projects/:project/*')?.params.project
  const { pathname } = useLocation()
  const isLoading = useNavigation().state === 'loading'
  const navigation = useNavigationType()
  useKeyLayer()
  const content = useRef<HTMLElement>(null)
  const shown = useRef(pathname)
  useEffect(() => {
    const isAnother = shown.current !== pathname
    shown.current = pathname
    // The link that led here is gone with its page, so the focus moves to the start of the new page. Not after a redirect, which had no link, where a
    // focus ring around the whole first page would say nothing.
    const isRedirect = navigation === 'REPLACE'
    if (isAnother && !isRedirect && document.activeElement === document.body)
      content.current?.focus({ preventScroll: true })
  }, [pathname, navigation])
  useEffect(() => {
    if (project !== undefined) remember('project', project)
  }, [project])
  return (
    <SlotProvider>
      <div className="lw-shell">
        <a className="lw-skip" href={`#${contentId}`}>
          {t('skip')}
        </a>
        <header className="lw-topbar">
          <Link to={pathTo('start', {})} className="lw-wordmark-link">
            <Wordmark />
          </Link>
          <ProjectSwitcher project={project} />
          <SlotTarget name="crumbs" className="lw-topbar-crumbs" />
          <CommandBox project={project} />
          <SlotTarget name="actions" className="lw-topbar-actions" />
          <PersonMenu project={project} />
        </header>
        <Rail project={project} />
        <div className="lw-content" data-loading={isLoading || undefined}>
          <ConnectionBanner />
          <MembershipBanner project={project} />
          <main ref={content} id={contentId} tabIndex={-1} className="lw-main">
            <ErrorBoundary resetKey={pathname}>
              <Suspense fallback={<Skeleton rows={6} />}>
                <Page project={project} />
              </Suspense>
            </ErrorBoundary>
          </main>
        </div>
        <ShellStatus project={project} />
      </div>
      <ToastRegion />
    </SlotProvider>
  )
}

/**
 * The page and everything that depends on the person: a separate component, so that the frame does not render again when the person becomes known.
 */
function Page({ project }: { readonly project: string | undefined }) {
  const person = usePerson()
  const isHome = useMatch(places.home) !== null
  useEffect(() => followBindings(person), [person])
  const membership = useMembership(project)
  const isOutside = membership !== 'member'
  useProjectLive(isOutside ? undefined : project)
  // A new key remounts the page once the person is a member again, since its requests and streams were refused meanwhile.
  const [page, setPage] = useState({ isOutside, number: 0 })
  if (page.isOutside !== isOutside) setPage({ isOutside, number: isOutside ? page.number : page.number + 1 })
  if (project !== undefined && membership === 'none') return <NoMember project={project} />
  // Home only reads. Other pages keep drafts and locks by person, so they wait until the person is known.
  return isHome || person !== '' ? <Outlet key={page.number} /> : <Skeleton rows={6} />
}
