/**
 * What is guessed first: well-known lists of the most used passwords, and words a Japanese workshop comes up with.
 * Only those of eight letters and more matter, shorter ones are refused anyway.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
  12345678 123456789 1234567890 87654321 987654321 0987654321 11111111 00000000 12341234 12121212 11223344
  12344321 123123123 112233445566 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qazxsw2 qazwsxedc qazwsx123 zaq12wsx zaq1zaq1
  q1w2e3r4 q1w2e3r4t5 qweasdzxc qwer1234 qwerty12 qwerty123 qwertyuiop qwerasdf asdf1234 asdfasdf asdfghjkl asdfqwer
  zxcvbnm1 zxcvasdf abcd1234 abc12345 a1b2c3d4 abcdefgh abcdefg1 aa123456 a1234567 aaa12345 passw0rd p@ssw0rd
  p@ssword pa55word password1 password12 password123 password! passwort passwords motdepasse contraseña parola123
  adminadmin admin123 admin1234 admin12345 administrator rootroot root1234 toor1234 test1234 testtest guest123
  guestguest user1234 useruser default1 changeme changeme1 letmein1 letmein123 welcome1 welcome123 iloveyou
  iloveyou1 sunshine sunshine1 princess princess1 football football1 baseball baseball1 basketball superman
  superman1 starwars whatever trustno1 computer computer1 internet internet1 michelle jennifer jordan23
  liverpool arsenal1 chelsea1 barcelona realmadrid manchester maverick mercedes corvette ferrari1 porsche911
  access14 dragon12 dragon123 monkey12 monkey123 shadow12 master12 master123 hunter22 killer12 pokemon1 pokemon123
  minecraft nintendo nintendo1 playstation onepiece onepiece1 doraemon doraemon1 hellokitty totoro123 pikachu1
  naruto123 sailormoon gundam00 gundam78 evangelion sakura123 sakura12 sakurasakura himawari himawari1 tanpopo1
  ajisai123 momiji12 hanabi12 nippon12 nihon123 japan123 japan2020 tokyo123 tokyo2020 tokyo2021 osaka123 nagoya123
  kyoto123 hokkaido okinawa1 fujisan1 fujiyama shinkansen yokohama kawasaki hamamatsu hiroshima fukuoka1 sapporo1
  sendai123 tokushima kagoshima nagasaki kumamoto niigata1 shizuoka kanagawa saitama1 chiba123 takahashi tanaka123
  suzuki12 suzuki123 watanabe yamamoto nakamura kobayashi kobayasi yoshida1 yamada12 yamada123 sasaki12 yamaguchi
  matsumoto inoue123 kimura12 hayashi1 shimizu1 yamazaki ikeda123 hashimoto ishikawa yamashita ogawa123 tarou123
  taro1234 hanako12 hanako123 takeshi1 hiroshi1 kenji123 yuki1234 haruka12 aiueo123 aiueo12345 kakikuke iroha123
  konnichiwa konnitiha arigatou arigatou1 ohayou12 sayonara sayonara1 gambaru1 daisuki1 daisuki123 aishiteru
  aisiteru kawaii12 pasuwado pasuwado1 pasuwa-do ぱすわーど パスワード パスワード1 ひみつひみつ あいうえおかきく あいうえお123
  いろはにほへと いろはにほへとちりぬるを さくらさくら ありがとう123 こんにちは こんにちは123 おはようございます あああああああああ
  kojo1234 koujou12 koujou123 koujyou1 factory1 factory123 machine1 machine123 senban12 sebban123 press123 kikai123
  kikai1234 seizou12 seizou123 seisan12 seisan123 hinshitsu genba123 anzen123 anzen1234 anzendaiichi goanzenni
  kaisha12 kaisya12 kaisya123 shacho12 syacho12 syatyou1 kanri123 kanrisha kanrisya jimusho1 jimusyo1 okuma123
  mazak123 fanuc123 fanuc000 mitsubishi mitsubisi toyota123 toyota86 honda123 nissan123 mazda123 yamaha12 omron123
  keyence1 keyence123 siemens1 siemens123 rockwell schneider modbus123 plc12345 scada123 iot12345 mqtt1234 mosquitto
  raspberry raspberrypi ubuntu123 musubi12 musubi123 musubi1234 musubimusubi omusubi1 onigiri1 onigiri123
  summer2024 summer2025 summer2026 winter2024 winter2025 winter2026 spring2025 spring2026 autumn2025 autumn2026
  reiwa123 reiwa2019 heisei12 heisei30 showa123 19700101 19800101 19900101 20000101 20200101 20240101 20250101
  20260101 08012345 09012345678 08012345678 0312345678
  `
    .trim()
    .split(/\s+/),
);

/** Words that stay common with a few digits or marks before or after them. */
export const commonStems: ReadonlySet<string> = new Set(
  `
  password passwort passwd pass admin administrator root user guest test default changeme letmein welcome login
  secret master monkey dragon shadow sunshine princess football baseball superman batman pokemon qwerty qwertyui
  qwertyuiop asdf asdfgh asdfghjkl zxcvbn zxcvbnm abc abcd abcdef iloveyou computer internet service support
  summer winter spring autumn january february april august october november december monday friday
  sakura himawari tokyo osaka kyoto nagoya nihon nippon japan fujisan doraemon pikachu totoro naruto
  takahashi tanaka suzuki satou sato watanabe yamamoto nakamura kobayashi yoshida yamada sasaki kimura hayashi
  aiueo iroha arigatou konnichiwa daisuki pasuwado パスワード ぱすわーど さくら あいうえお
  kojo koujou kojyo factory machine kikai seizou seisan genba anzen kaisha kaisya shacho syacho kanri jimusho
  toyota honda nissan mazda yamaha okuma mazak fanuc omron keyence siemens mitsubishi panasonic hitachi toshiba
  musubi omusubi onigiri operator engineer manager maintenance system server network database backup
  `
    .trim()
    .split(/\s+/),
);
