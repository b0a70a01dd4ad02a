/** What people read of the kind of a Kubernetes object: ours is the plain word Deployment. */
export function kindWords(kind: string): string {
  return kind === 'Deployment' ? 'Kubernetes Deployment' : kind
}
