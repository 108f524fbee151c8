// Runs before anything is drawn, and so is no module: a page that turns dark after its first frame blinds its reader.
try {
  const { theme, density } = JSON.parse(localStorage.getItem('confab.settings') ?? '{}');
  document.documentElement.dataset.theme = theme ?? 'system';
  document.documentElement.dataset.density = density ?? 'comfortable';
} catch {
  // Storage is forbidden or spoilt: the system's theme.
}
