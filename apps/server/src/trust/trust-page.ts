import type { Language } from '@musubi/schema';

/** What the page tells about the private certificate authority. */
export interface TrustFacts {
  fingerprint: string;
  /** Where Musubi serves over HTTPS. */
  address: string;
}

interface Step {
  system: string;
  steps: readonly string[];
}

const words: Record<
  Language,
  {
    title: string;
    why: string;
    download: string;
    check: string;
    next: string;
    scan: string;
    systems: readonly Step[];
  }
> = {
  ja: {
    title: '結び Musubi の証明書を入れる',
    why: 'この工場の Musubi は、工場の中だけの証明書で通信を守ります。端末ごとに一度だけ、下の証明書を入れてください。',
    download: '証明書をダウンロード（musubi-ca.crt）',
    check: '入れる前に、この指紋が Musubi の画面や印刷した紙と同じか確かめてください。',
    next: '入れたら、こちらを開きます',
    scan: 'ほかの端末では、この QR を読み取ってください',
    systems: [
      {
        system: 'Windows',
        steps: [
          'ダウンロードしたファイルを開き、「証明書のインストール」を押します。',
          '「ローカル コンピューター」を選び、「証明書をすべて次のストアに配置する」→「信頼されたルート証明機関」を選びます。',
          'ブラウザーを一度閉じて開き直します。',
        ],
      },
      {
        system: 'macOS',
        steps: [
          'ダウンロードしたファイルを開き、キーチェーン「システム」に追加します。',
          '追加された「Musubi」を開き、「信頼」→「常に信頼」にします。',
        ],
      },
      {
        system: 'iPhone・iPad',
        steps: [
          'Safari でこのページを開き、証明書をダウンロードして「許可」を押します。',
          '設定 →「プロファイルがダウンロード済み」→「インストール」。',
          '設定 → 一般 → 情報 → 証明書信頼設定 で Musubi をオンにします。',
        ],
      },
      {
        system: 'Android',
        steps: [
          '証明書をダウンロードします。',
          '設定 → セキュリティ → 暗号化と認証情報 →「証明書のインストール」→「CA 証明書」で、ダウンロードしたファイルを選びます。',
        ],
      },
    ],
  },
  en: {
    title: 'Install the certificate of Musubi',
    why: 'Musubi protects its connections with a certificate of this factory alone. Install it once on each device.',
    download: 'Download the certificate (musubi-ca.crt)',
    check:
      'Before you install it, compare this fingerprint with the one on the Musubi screen or on the printed sheet.',
    next: 'When it is installed, open',
    scan: 'On another device, scan this code',
    systems: [
      {
        system: 'Windows',
        steps: [
          'Open the downloaded file and press “Install Certificate”.',
          'Choose “Local Machine”, then “Place all certificates in the following store” and “Trusted Root Certification Authorities”.',
          'Close the browser and open it again.',
        ],
      },
      {
        system: 'macOS',
        steps: [
          'Open the downloaded file and add it to the “System” keychain.',
          'Open the new “Musubi” entry and set Trust to “Always Trust”.',
        ],
      },
      {
        system: 'iPhone, iPad',
        steps: [
          'Open this page in Safari, download the certificate and press “Allow”.',
          'Settings → “Profile Downloaded” → “Install”.',
          'Settings → General → About → Certificate Trust Settings: turn Musubi on.',
        ],
      },
      {
        system: 'Android',
        steps: [
          'Download the certificate.',
          'Settings → Security → Encryption & credentials → Install a certificate → CA certificate, and choose the downloaded file.',
        ],
      },
    ],
  },
};

/** The page at the plain HTTP port: how to trust this installation, in both languages, and nothing else. */
export function trustPage(facts: TrustFacts): string {
  return `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.ja.title}</title>
<link rel="stylesheet" href="/trust.css">
</head>
<body>
<main>
${section('ja', facts)}
${section('en', facts)}
</main>
</body>
</html>
`;
}

function section(language: Language, facts: TrustFacts): string {
  const text = words[language];
  const address = escapeHtml(facts.address);
  return `<section lang="${language}">
<h1>${text.title}</h1>
<p>${text.why}</p>
<p><a class="download" href="/musubi-ca.crt" download>${text.download}</a></p>
<p>${text.check}</p>
<p><code>${escapeHtml(facts.fingerprint)}</code></p>
${text.systems.map(({ system, steps }) => `<h2>${system}</h2>\n<ol>${steps.map((step) => `<li>${step}</li>`).join('')}</ol>`).join('\n')}
<p>${text.next}: <a href="${address}">${address}</a></p>
<figure><img src="/trust.svg" alt="QR" width="160" height="160"><figcaption>${text.scan}</figcaption></figure>
</section>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

export const trustStyle = `
:root { color-scheme: light dark; }
body { font: 16px/1.7 "Noto Sans JP", "Hiragino Sans", "Yu Gothic UI", sans-serif; margin: 0; background: Canvas; color: CanvasText; }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
section + section { border-top: 1px solid GrayText; margin-top: 3rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-bottom: 0.25rem; }
code { font-size: 0.95rem; overflow-wrap: anywhere; }
a.download { display: inline-block; padding: 0.75rem 1.25rem; border: 2px solid currentColor; border-radius: 0.5rem; }
figure { margin: 2rem 0 0; } img { background: white; }
`;
