import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound, LogOut, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { type ApiTokenView, removeApiToken } from '#contract/api-tokens.ts'
import { signOutEverywhere } from '#contract/people.ts'
import { usePerson, usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { tokensOptions } from '#client/queries/settings.ts'
import { useProjectName } from '#client/use-project.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useNow } from '#ui/clock.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Badge } from '#ui/marks.tsx'
import { useRoleWord } from '#parts/off-reason.ts'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { type Column, WideTable } from '#ui/tables/table.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { RelativeTime } from '#ui/text/values.tsx'
import { settingsMessages } from '../messages.ts'
import { NewToken } from './new-token.tsx'
import { scopeWords } from './scope-words.ts'
import { SettingsFrame } from '../settings-frame.tsx'

/** Tokens for programs and the command line, and a button that ends all sessions. */
export function TokensPage() {
  const t = useMessages(settingsMessages)
  const format = useFormat()
  const project = useProjectName()
  const { client } = usePlatform()
  const me = usePerson()
  const now = useNow()
  const roleWord = useRoleWord()
  const cache = useQueryClient()
  const tokens = useQuery(tokensOptions(client, project))
  const [isMaking, setMaking] = useState(false)
  const [leaving, setLeaving] = useState<ApiTokenView>()
  const remove = useMutation({
    mutationFn: ({ id }: ApiTokenView) => client.ask(removeApiToken, { params: { project, token: id } }),
    onSuccess: (_, { name }) => {
      setLeaving(undefined)
      showToast({ text: t('tokenGone', { name }) })
      void cache.invalidateQueries({ queryKey: [project, 'tokens'] })
    },
  })
  const rows = tokens.data?.tokens ?? []
  const columns: readonly Column<ApiTokenView>[] = [
    { id: 'name', title: t('name'), isRowHeader: true, render: ({ name }) => name },
    {
      id: 'kind',
      title: t('kind'),
      render: ({ kind, role = 'reader', person }) =>
        kind === 'machine' ? `${t('machine')}, ${roleWord(role)}` : person.id === me ? t('personal') : person.name,
    },
    { id: 'by', title: t('madeBy'), render: ({ person }) => person.name },
    {
      id: 'scopes',
      title: t('scopes'),
      render: ({ scopes }) => format.list(scopes.map((scope) => t(scopeWords[scope]))),
    },
    {
      id: 'expires',
      title: t('expires'),
      align: 'right',
      render: ({ expiresAt }) =>
        Date.parse(expiresAt) > now ? format.date(expiresAt) : t('expired', { date: format.date(expiresAt) }),
    },
    {
      id: 'used',
      title: t('lastUsed'),
      align: 'right',
      render: ({ lastUsedAt }) => (lastUsedAt === undefined ? t('never') : <RelativeTime at={lastUsedAt} ago />),
    },
    {
      id: 'remove',
      title: t('remove'),
      align: 'right',
      render: (token) => (
        <IconButton label={t('removeNamed', { name: token.name })} onPress={() => setLeaving(token)}>
          <Trash2 size={16} aria-hidden />
        </IconButton>
      ),
    },
  ]
  return (
    <SettingsFrame
      section="tokens"
      note={t('tokensNote')}
      aside={
        <Button kind="primary" icon={<KeyRound size={16} aria-hidden />} onPress={() => setMaking(true)}>
          {t('makeToken')}
        </Button>
      }
    >
      {tokens.error === null ? null : <ProblemPanel problem={problemOf(tokens.error)} />}
      <Card title={t('tokens')} badge={<Badge>{rows.length}</Badge>}>
        {tokens.isPending ? <Skeleton rows={3} /> : null}
        {tokens.isSuccess && rows.length === 0 ? (
          <EmptyState icon={<KeyRound size={24} />} title={t('noTokens')} text={t('noTokensText')} />
        ) : null}
        {rows.length === 0 ? null : (
          <WideTable label={t('tokens')} columns={columns} rows={rows} rowKey={({ id }) => id} />
        )}
      </Card>
      {tokens.isPending ? null : <Sessions />}
      {leaving === undefined ? null : (
        <Dialog
          isOpen
          role="alertdialog"
          title={t('removeTokenTitle', { name: leaving.name })}
          onClose={() => setLeaving(undefined)}
          cancels
          actions={
            <Button kind="danger" isPending={remove.isPending} onPress={() => remove.mutate(leaving)}>
              {t('remove')}
            </Button>
          }
        >
          <p>{t('removeTokenText')}</p>
          {remove.isError ? <ProblemPanel problem={problemOf(remove.error)} /> : null}
        </Dialog>
      )}
      {isMaking ? <NewToken project={project} onClose={() => setMaking(false)} /> : null}
    </SettingsFrame>
  )
}

function Sessions() {
  const t = useMessages(settingsMessages)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const end = useMutation({
    mutationFn: () => client.ask(signOutEverywhere, {}),
    // The refetch is refused, and the page asks to sign in again right here.
    onSuccess: () => void cache.invalidateQueries(),
  })
  return (
    <Card title={t('sessions')}>
      <div className="lw-card-pad">
        <p className="lw-muted">{t('sessionsText')}</p>
        <div>
          <Button
            kind="danger"
            icon={<LogOut size={16} aria-hidden />}
            isPending={end.isPending}
            onPress={() => end.mutate()}
          >
            {t('signOutEverywhere')}
          </Button>
        </div>
        {end.isError ? <ProblemPanel problem={problemOf(end.error)} /> : null}
      </div>
    </Card>
  )
}
