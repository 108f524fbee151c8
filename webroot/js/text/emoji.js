const NAMES =
  'smile 😄 grin 😁 joy 😂 rofl 🤣 slight_smile 🙂 wink 😉 blush 😊 heart_eyes 😍 star_struck 🤩 kissing_heart 😘 yum 😋 stuck_out_tongue 😛 zany 🤪 hug 🤗 ' +
  'hand_over_mouth 🤭 shush 🤫 thinking 🤔 raised_eyebrow 🤨 neutral 😐 expressionless 😑 no_mouth 😶 smirk 😏 unamused 😒 roll_eyes 🙄 grimace 😬 relieved 😌 pensive 😔 sleepy 😪 ' +
  'sleeping 😴 mask 😷 thermometer 🤒 dizzy 😵 exploding_head 🤯 cowboy 🤠 party 🥳 sunglasses 😎 nerd 🤓 monocle 🧐 confused 😕 worried 😟 frown 🙁 open_mouth 😮 astonished 😲 ' +
  'flushed 😳 pleading 🥺 fearful 😨 cold_sweat 😰 cry 😢 sob 😭 scream 😱 disappointed 😞 sweat 😓 sweat_smile 😅 weary 😩 tired 😫 yawn 🥱 triumph 😤 rage 😡 angry 😠 ' +
  'skull 💀 poop 💩 clown 🤡 ghost 👻 alien 👽 robot 🤖 cat_smile 😺 see_no_evil 🙈 wave 👋 ok_hand 👌 pinch 🤏 victory ✌️ fingers_crossed 🤞 metal 🤘 call_me 🤙 point_left 👈 ' +
  'point_right 👉 point_up 👆 point_down 👇 thumbsup 👍 +1 👍 thumbsdown 👎 -1 👎 fist ✊ punch 👊 clap 👏 raised_hands 🙌 open_hands 👐 handshake 🤝 pray 🙏 writing ✍️ muscle 💪 ' +
  'brain 🧠 eyes 👀 eye 👁️ shrug 🤷 facepalm 🤦 bow 🙇 raising_hand 🙋 run 🏃 dance 💃 walk 🚶 family 👪 baby 👶 heart ❤️ orange_heart 🧡 yellow_heart 💛 green_heart 💚 ' +
  'blue_heart 💙 purple_heart 💜 black_heart 🖤 broken_heart 💔 sparkling_heart 💖 100 💯 anger 💢 boom 💥 dash 💨 zzz 💤 speech 💬 thought 💭 dog 🐶 cat 🐱 mouse 🐭 rabbit 🐰 ' +
  'fox 🦊 bear 🐻 panda 🐼 lion 🦁 cow 🐮 pig 🐷 frog 🐸 monkey 🐵 chicken 🐔 penguin 🐧 bird 🐦 owl 🦉 wolf 🐺 horse 🐴 unicorn 🦄 bee 🐝 bug 🐛 butterfly 🦋 snail 🐌 turtle 🐢 ' +
  'snake 🐍 octopus 🐙 fish 🐟 dolphin 🐬 whale 🐳 crab 🦀 camel 🐫 bouquet 💐 rose 🌹 sunflower 🌻 seedling 🌱 tree 🌳 cactus 🌵 clover 🍀 leaf 🍃 mushroom 🍄 apple 🍎 banana 🍌 ' +
  'grapes 🍇 melon 🍉 lemon 🍋 peach 🍑 cherries 🍒 strawberry 🍓 avocado 🥑 tomato 🍅 carrot 🥕 bread 🍞 cheese 🧀 egg 🥚 burger 🍔 fries 🍟 pizza 🍕 taco 🌮 sushi 🍣 noodles 🍜 ' +
  'icecream 🍨 doughnut 🍩 cookie 🍪 cake 🍰 birthday 🎂 chocolate 🍫 coffee ☕ tea 🍵 beer 🍺 beers 🍻 wine 🍷 champagne 🍾 cheers 🥂 globe 🌍 mountain ⛰️ beach 🏖️ house 🏠 office 🏢 ' +
  'hospital 🏥 school 🏫 train 🚆 bus 🚌 car 🚗 bike 🚲 plane ✈️ rocket 🚀 ship 🚢 anchor ⚓ construction 🚧 fuel ⛽ hourglass ⏳ watch ⌚ alarm ⏰ sun ☀️ moon 🌙 star ⭐ cloud ☁️ ' +
  'rain 🌧️ snow ❄️ thunder ⛈️ zap ⚡ fire 🔥 droplet 💧 ocean 🌊 rainbow 🌈 umbrella ☔ jack_o_lantern 🎃 christmas_tree 🎄 fireworks 🎆 sparkles ✨ balloon 🎈 tada 🎉 confetti 🎊 ' +
  'gift 🎁 trophy 🏆 medal 🏅 soccer ⚽ basketball 🏀 tennis 🎾 chess ♟️ dart 🎯 game 🎮 dice 🎲 puzzle 🧩 art 🎨 music 🎵 guitar 🎸 headphones 🎧 mic 🎤 movie 🎬 camera 📷 ' +
  'phone 📱 laptop 💻 keyboard ⌨️ printer 🖨️ disk 💾 battery 🔋 plug 🔌 bulb 💡 flashlight 🔦 book 📖 books 📚 newspaper 📰 bookmark 🔖 money 💰 card 💳 email ✉️ package 📦 ' +
  'mailbox 📬 pencil ✏️ memo 📝 folder 📁 calendar 📅 chart 📈 chart_down 📉 clipboard 📋 pushpin 📌 paperclip 📎 ruler 📏 scissors ✂️ trash 🗑️ lock 🔒 unlock 🔓 key 🔑 hammer 🔨 ' +
  'wrench 🔧 gear ⚙️ link 🔗 magnet 🧲 microscope 🔬 telescope 🔭 pill 💊 door 🚪 bed 🛏️ shopping 🛒 warning ⚠️ no_entry ⛔ stop 🛑 forbidden 🚫 recycle ♻️ check ✅ x ❌ ' +
  'question ❓ exclamation ❗ plus ➕ minus ➖ infinity ♾️ arrow_left ⬅️ arrow_right ➡️ arrow_up ⬆️ arrow_down ⬇️ new 🆕 ok 🆗 sos 🆘 red_circle 🔴 green_circle 🟢 yellow_circle 🟡 ' +
  'blue_circle 🔵 white_circle ⚪ black_circle ⚫ flag 🏁 white_flag 🏳️ rainbow_flag 🏳️‍🌈 bell 🔔 no_bell 🔕 loudspeaker 📢 megaphone 📣 mag 🔍 ship_it 🐿️ hatching 🐣 crystal_ball 🔮';

/** Emoji with the names by which chats know them; loaded when one is wanted. */
export const EMOJI = [...NAMES.matchAll(/(\S+) (\S+)/g)].map(([, name, sign]) => ({ name, sign }));
