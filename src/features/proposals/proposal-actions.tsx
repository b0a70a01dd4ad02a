import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { mergeProposal, type ProposalView, withdrawProposal } from '#contract/proposals.ts'
import { useRights } from '#client/access.ts'
import { usePerson, usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { draftsOptions } from '#client/queries/drafts.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useOffReason } from '#parts/off-reason.ts'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Fill } from '#ui/page/slots.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { proposalMessages } from './messages.ts'
import { placeOf, subjectOf, takeUp } from './take-up.ts'

/** Merges a proposal, withdraws it, or turns it back into a draft. */
export function ProposalActions({ project, proposal }: { readonly project: string; readonly proposal: ProposalView }) {
  const t = useMessages(proposalMessages)
  const rights = useRights(project)
  const offReason = useOffReason(project)
  const person = usePerson()
  const { client } = usePlatform()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [isAsking, setAsking] = useState(false)
  const { state, author, documents, parts } = proposal
  const subject = subjectOf(documents)
  const drafts = useQuery(draftsOptions(client, project, subject))
  const params = { project, proposal: proposal.id }
  const again = () => cache.invalidateQueries({ queryKey: [project] })
  const merge = useMutation({
    mutationFn: () => client.ask(mergeProposal, { params }),
    onSuccess: () => showToast({ text: t('merged') }),
    onSettled: again,
  })
  const withdraw = useMutation({
    mutationFn: () => client.ask(withdrawProposal, { params }),
    onSuccess: () => showToast({ text: t('withdrawDone') }),
    onSettled: again,
  })
  const edit = useMutation({
    async mutationFn(about: string) {
      // Create the draft first, so that an interruption loses nothing.
      await takeUp(client, { project, person, subject: about }, proposal)
      if (state === 'pending') await client.ask(withdrawProposal, { params })
      await again()
      await navigate(placeOf(project, about))
    },
  })
  const right = offReason('line.edit')
  const isOwn = author.id === person
  const failed = [merge, withdraw, edit].find(({ isError }) => isError)
  return (
    <>
      <Fill slot="actions">
        {isOwn && state !== 'published' ? (
          <Button
            reason={right ?? ((drafts.data?.drafts.length ?? 0) > 0 ? t('hasDraft') : undefined)}
            isPending={edit.isPending}
            onPress={() => edit.mutate(subject)}
          >
            {t('edit')}
          </Button>
        ) : null}
        {state === 'pending' ? (
          <>
            <Button kind="danger" reason={right} onPress={() => setAsking(true)}>
              {t('withdraw')}
            </Button>
            <Button
              kind="primary"
              reason={
                right ??
                (isOwn && !rights.may('project.admin')
                  ? t('notOwn')
                  : parts.some(({ meanwhile }) => meanwhile !== undefined)
                    ? t('overtaken')
                    : undefined)
              }
              isPending={merge.isPending}
              onPress={() => merge.mutate()}
            >
              {t('merge')}
            </Button>
          </>
        ) : null}
      </Fill>
      {failed === undefined ? null : <ProblemPanel problem={problemOf(failed.error)} />}
      {isAsking ? (
        <Dialog
          isOpen
          role="alertdialog"
          title={t('withdrawTitle')}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onPress={() => setAsking(false)}>{t('keep')}</Button>
              <Button
                kind="danger"
                onPress={() => {
                  setAsking(false)
                  withdraw.mutate()
                }}
              >
                {t('withdraw')}
              </Button>
            </>
          }
        >
          <p>{t('withdrawText')}</p>
        </Dialog>
      ) : null}
    </>
  )
}
