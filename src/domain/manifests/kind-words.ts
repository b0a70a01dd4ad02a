/** A Kubernetes kind as shown to people; the plain word Deployment means ours. */
export function kindWords(kind: string): string {
  return kind === 'Deployment' ? 'Kubernetes Deployment' : kind
}
