PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO alembic_version VALUES('0004');
CREATE TABLE batches (
	id VARCHAR(12) NOT NULL, 
	at DATETIME NOT NULL, 
	files JSON NOT NULL, 
	counts JSON NOT NULL, 
	undone_at DATETIME, 
	PRIMARY KEY (id)
);
CREATE TABLE disclosures (
	number INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	act VARCHAR(12) NOT NULL, 
	client VARCHAR(12) NOT NULL, 
	provider VARCHAR(12) NOT NULL, 
	recipient TEXT NOT NULL, 
	address TEXT NOT NULL, 
	what TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	authority TEXT NOT NULL, 
	by_whom TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	fact VARCHAR(16) NOT NULL, 
	previous VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO disclosures VALUES(1,'2026-11-24 14:00:00.000004','told','BR89','YHXJ','Dr. Alan Lee','(617) 555-0142','progress and attendance','coordination of care','F3','Maya Chen','phone','F67','0000000000000000000000000000000000000000000000000000000000000000','65006bd02a19138d3c8640eee267edc177e10832e41756e2f4d6fc0841aeb125');
CREATE TABLE feeds (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	practitioner VARCHAR(40) NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	provider_names BOOLEAN NOT NULL, 
	created_at DATETIME NOT NULL, 
	revoked_at DATETIME, 
	fetched_at DATETIME, 
	fetched_by TEXT NOT NULL, 
	body_hash VARCHAR(64) NOT NULL, 
	body_at DATETIME, kinds JSON DEFAULT '[]' NOT NULL, practice BOOLEAN DEFAULT 0 NOT NULL, alarms BOOLEAN DEFAULT 0 NOT NULL, block_from TIME, block_until TIME, body BLOB, made_from VARCHAR(64) DEFAULT '' NOT NULL, trouble TEXT DEFAULT '' NOT NULL, trouble_at DATETIME, 
	PRIMARY KEY (id), 
	UNIQUE (name), 
	UNIQUE (token_hash)
);
INSERT INTO feeds VALUES(1,'me','maya','a2fb0d5498419eec4dceed4e495fc4aadef74954f9101e389f000e173e949493',0,'2026-11-24 14:00:00.000005',NULL,NULL,'','',NULL,'[]',0,0,NULL,NULL,NULL,'','',NULL);
CREATE TABLE journal (
	number INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	verb VARCHAR(20) NOT NULL, 
	what TEXT NOT NULL, 
	"before" JSON NOT NULL, 
	undone_at DATETIME, 
	PRIMARY KEY (number)
);
INSERT INTO journal VALUES(1,'2026-11-24 14:00:00.000005','move','report 5A2Q','{"facts": [], "follow_ups": {"5A2Q": {"state": "open", "pinned": null, "snoozed_until": null, "outcome": "", "note": "", "closed_at": null, "seen_at": null}}, "people": {}}',NULL);
INSERT INTO journal VALUES(2,'2026-11-24 14:00:00.000006','snooze','report QEHP','{"facts": [], "follow_ups": {"QEHP": {"state": "open", "pinned": null, "snoozed_until": null, "outcome": "", "note": "", "closed_at": null, "seen_at": null}}, "people": {}}',NULL);
INSERT INTO journal VALUES(3,'2026-11-24 14:00:00.000004','done','call SN43','{"facts": [[67, 0]], "follow_ups": {"SN43": {"state": "open", "pinned": null, "snoozed_until": null, "outcome": "", "note": "", "closed_at": null, "seen_at": null}}, "people": {}}',NULL);
CREATE TABLE meta (
	name VARCHAR(64) NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO meta VALUES('secret','ddadd354888c7dfd23bf100f8106b37b');
INSERT INTO meta VALUES('rule_since/thank-referrer','');
INSERT INTO meta VALUES('rule_since/reach-new-client','');
INSERT INTO meta VALUES('rule_since/initial-report','');
INSERT INTO meta VALUES('rule_since/monthly-report','');
INSERT INTO meta VALUES('rule_since/visit-report','');
INSERT INTO meta VALUES('rule_since/red-flag','');
INSERT INTO meta VALUES('rule_since/fall','');
INSERT INTO meta VALUES('rule_since/authorization','');
INSERT INTO meta VALUES('rule_since/discharge-summary','');
INSERT INTO meta VALUES('rule_since/next-visit','');
INSERT INTO meta VALUES('rule_since/introduction-call','');
INSERT INTO meta VALUES('rule_since/joint-visit','');
INSERT INTO meta VALUES('rule_since/goal-met','');
INSERT INTO meta VALUES('rule_since/decline','');
INSERT INTO meta VALUES('rule_since/touch-A','');
INSERT INTO meta VALUES('rule_since/touch-B','');
INSERT INTO meta VALUES('first_rules','2026-11-24');
INSERT INTO meta VALUES('rules_digest','7696e41e44f11ef6');
INSERT INTO meta VALUES('planned_on','2026-11-24');
INSERT INTO meta VALUES('round_started','2026-11-24T14:00:00.000005+00:00');
INSERT INTO meta VALUES('round_done','2026-11-24T14:00:00.000005+00:00');
INSERT INTO meta VALUES('disclosures_head','1 65006bd02a19138d3c8640eee267edc177e10832e41756e2f4d6fc0841aeb125');
CREATE TABLE replan (
	subject VARCHAR(12) NOT NULL, 
	PRIMARY KEY (subject)
);
CREATE TABLE clients (
	code VARCHAR(12) NOT NULL, 
	name TEXT NOT NULL, 
	practitioner TEXT NOT NULL, 
	entered_on DATE NOT NULL, 
	born DATE, 
	phone TEXT NOT NULL, 
	email TEXT NOT NULL, 
	source_key VARCHAR(80), 
	batch VARCHAR(12), 
	removed BOOLEAN NOT NULL, erased_at DATETIME, 
	PRIMARY KEY (code), 
	FOREIGN KEY(batch) REFERENCES batches (id), 
	UNIQUE (source_key)
);
INSERT INTO clients VALUES('BR89','Ana Ruiz','maya','2026-09-25','1961-03-12','+16175550201','',NULL,NULL,0,NULL);
INSERT INTO clients VALUES('38YW','Ben Okafor','maya','2026-09-25','1955-07-30','+16175550202','',NULL,NULL,0,NULL);
INSERT INTO clients VALUES('EXZD','Rosa Diaz','maya','2026-09-25','1949-11-02','+16175550203','',NULL,NULL,0,NULL);
INSERT INTO clients VALUES('9GBD','Lin Wu','maya','2026-09-25','1972-01-19','+16175550204','',NULL,NULL,0,NULL);
INSERT INTO clients VALUES('HQWQ','Sami Haddad','maya','2026-09-25','1968-05-23','+16175550205','',NULL,NULL,0,NULL);
INSERT INTO clients VALUES('XKGC','Eva Kowalski','maya','2026-09-25','1944-09-14','+16175550206','',NULL,NULL,0,NULL);
INSERT INTO clients VALUES('DYBC','Denise Brown','jon','2026-09-25','1958-12-08','+16175550207','',NULL,NULL,0,NULL);
INSERT INTO clients VALUES('2102','Luca Ferrari','jon','2026-09-25','1979-04-01','+16175550208','',NULL,NULL,0,NULL);
INSERT INTO clients VALUES('YZ96','Mai Nguyen','jon','2026-09-25','1963-02-27','+16175550209','',NULL,NULL,0,NULL);
INSERT INTO clients VALUES('1VD1','Daniel Cohen','jon','2026-09-25','1951-10-10','+16175550210','',NULL,NULL,0,NULL);
INSERT INTO clients VALUES('6W0F','Marta Silva','jon','2026-09-25','1966-08-18','+16175550211','',NULL,NULL,0,NULL);
INSERT INTO clients VALUES('SXJA','Nils Larsen','jon','2026-09-25','1953-06-05','+16175550212','',NULL,NULL,0,NULL);
CREATE TABLE providers (
	code VARCHAR(12) NOT NULL, 
	name TEXT NOT NULL, 
	entered_on DATE NOT NULL, 
	credentials TEXT NOT NULL, 
	specialty TEXT NOT NULL, 
	npi VARCHAR(10) NOT NULL, 
	phone TEXT NOT NULL, 
	fax TEXT NOT NULL, 
	email TEXT NOT NULL, 
	office TEXT NOT NULL, 
	hours TEXT NOT NULL, 
	zone TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	tier VARCHAR(1) NOT NULL, 
	contact TEXT NOT NULL, 
	best_time TEXT NOT NULL, 
	source_key VARCHAR(80), 
	batch VARCHAR(12), 
	removed BOOLEAN NOT NULL, 
	PRIMARY KEY (code), 
	FOREIGN KEY(batch) REFERENCES batches (id), 
	UNIQUE (source_key)
);
INSERT INTO providers VALUES('YHXJ','Dr. Alan Lee','2026-09-25','MD','orthopedics','1234567893','+16175550142','+16175550143','','','Mon 08:00-17:00, Tue 08:00-17:00, Wed 08:00-17:00, Thu 08:00-17:00, Fri 08:00-17:00','','','A','','',NULL,NULL,0);
INSERT INTO providers VALUES('JF2W','Dr. Priya Shah','2026-09-25','MD','primary care','','+16175550110','+16175550111','','','Mon 08:30-16:30, Tue 08:30-16:30, Wed 08:30-16:30, Thu 08:30-16:30, Fri 08:30-16:30','','','A','','mornings',NULL,NULL,0);
INSERT INTO providers VALUES('TSWQ','Dr. Sam Ortiz','2026-09-25','MD','cardiology','','+16175550121','+16175550122','','','','','','B','','',NULL,NULL,0);
INSERT INTO providers VALUES('DEWE','Dr. Eva Novak','2026-09-25','MD','primary care','','+16175550131','','','','','','','B','','',NULL,NULL,0);
INSERT INTO providers VALUES('CZXF','Carla Reyes','2026-09-25','DPT','physical therapy','','+16175550151','+16175550152','','','Mon 09:00-18:00, Tue 09:00-18:00, Wed 09:00-18:00, Thu 09:00-18:00','','','A','','',NULL,NULL,0);
INSERT INTO providers VALUES('73H1','Tom Brandt','2026-09-25','DC','chiropractic','','+16175550161','','','','','','','B','','',NULL,NULL,0);
INSERT INTO providers VALUES('YR6B','Dr. Kenji Ito','2026-09-25','MD','endocrinology','','+16175550171','+16175550172','','','','','','C','','',NULL,NULL,0);
INSERT INTO providers VALUES('1S6X','Dr. Ama Osei','2026-09-25','MD','neurology','','+16175550181','','','','','','','B','','',NULL,NULL,0);
CREATE TABLE published (
	feed INTEGER NOT NULL, 
	uid VARCHAR(80) NOT NULL, 
	first_at DATETIME NOT NULL, sequence INTEGER DEFAULT '0' NOT NULL, changed_at DATETIME, digest VARCHAR(64) DEFAULT '' NOT NULL, body BLOB, left_at DATETIME, 
	PRIMARY KEY (feed, uid), 
	FOREIGN KEY(feed) REFERENCES feeds (id)
);
CREATE TABLE facts (
	"row" INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	current BOOLEAN NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	value TEXT NOT NULL, 
	on_day DATE NOT NULL, 
	at TIME, 
	client VARCHAR(12), 
	provider VARCHAR(12), 
	practitioner VARCHAR(40), 
	data JSON NOT NULL, 
	identity VARCHAR(80) NOT NULL, 
	closes TEXT, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	retracted BOOLEAN NOT NULL, 
	batch VARCHAR(12), 
	PRIMARY KEY ("row"), 
	FOREIGN KEY(batch) REFERENCES batches (id), 
	FOREIGN KEY(client) REFERENCES clients (code), 
	FOREIGN KEY(provider) REFERENCES providers (code), 
	UNIQUE (number, version)
);
INSERT INTO facts VALUES(1,1,1,1,'referral','received','2026-09-27',NULL,'BR89','YHXJ',NULL,'{}','F1',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(2,2,1,1,'care-team','primary care','2026-09-27',NULL,'BR89','JF2W',NULL,'{}','F2',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(3,3,1,1,'authorization','signed','2026-09-29',NULL,'BR89',NULL,NULL,'{"what": "progress and attendance", "purpose": "coordination of care", "until": "2027-09-29", "signer": "client"}','F3',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(4,4,1,1,'milestone','intake','2026-09-29',NULL,'BR89',NULL,NULL,'{}','F4',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(5,5,1,1,'clearance','received','2026-09-30',NULL,'BR89','YHXJ',NULL,'{"until": "2027-09-30"}','F5',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(6,6,1,1,'milestone','assessment','2026-10-01',NULL,'BR89',NULL,NULL,'{}','F6',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(7,7,1,1,'measure','6mwt','2026-10-01',NULL,'BR89',NULL,NULL,'{"unit": "m", "value": 318}','F7',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(8,8,1,1,'measure','pain_nrs','2026-11-09',NULL,'BR89',NULL,NULL,'{"value": 3}','F8',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(9,9,1,1,'measure','pain_nrs','2026-11-23',NULL,'BR89',NULL,NULL,'{"value": 6}','F9',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(10,10,1,1,'measure','6mwt','2026-11-23',NULL,'BR89',NULL,NULL,'{"unit": "m", "value": 382}','F10',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(11,11,1,1,'change','pain','2026-11-23',NULL,'BR89',NULL,NULL,'{"note": "pain at rest 6 of 10"}','F11',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(12,12,1,1,'contact','reached','2026-10-05',NULL,'BR89','YHXJ',NULL,'{}','F12',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(13,13,1,1,'report','sent','2026-10-05',NULL,'BR89','YHXJ',NULL,'{}','F13',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(14,14,1,1,'report','sent','2026-10-29',NULL,'BR89','YHXJ',NULL,'{}','F14',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(15,15,1,1,'visit','scheduled','2026-11-30','10:30:00.000000','BR89','YHXJ',NULL,'{}','F15',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(16,16,1,1,'referral','received','2026-09-25',NULL,'38YW','JF2W',NULL,'{}','F16',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(17,17,1,1,'authorization','signed','2026-09-26',NULL,'38YW',NULL,NULL,'{"what": "attendance, measurements, progress and changes that matter for safety in the exercise program", "purpose": "coordination of care", "until": "2027-09-26", "signer": "client"}','F17',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(18,18,1,1,'milestone','intake','2026-09-26',NULL,'38YW',NULL,NULL,'{}','F18',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(19,19,1,1,'clearance','received','2026-09-27',NULL,'38YW','JF2W',NULL,'{"until": "2027-09-27"}','F19',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(20,20,1,1,'milestone','assessment','2026-09-28',NULL,'38YW',NULL,NULL,'{}','F20',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(21,21,1,1,'report','sent','2026-10-01',NULL,'38YW','JF2W',NULL,'{}','F21',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(22,22,1,1,'contact','reached','2026-10-06',NULL,'38YW','JF2W',NULL,'{}','F22',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(23,23,1,1,'report','sent','2026-10-27',NULL,'38YW','JF2W',NULL,'{}','F23',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(24,24,1,1,'milestone','goal met','2026-11-22',NULL,'38YW',NULL,NULL,'{}','F24',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(25,25,1,1,'referral','received','2026-09-25',NULL,'EXZD','TSWQ',NULL,'{}','F25',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(26,26,1,1,'authorization','signed','2026-09-25',NULL,'EXZD',NULL,NULL,'{"what": "attendance, measurements, progress and changes that matter for safety in the exercise program", "purpose": "coordination of care", "until": "2026-11-14", "signer": "client"}','F26',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(27,27,1,1,'milestone','intake','2026-09-27',NULL,'EXZD',NULL,NULL,'{}','F27',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(28,28,1,1,'clearance','received','2026-09-27',NULL,'EXZD','TSWQ',NULL,'{"until": "2027-03-24"}','F28',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(29,29,1,1,'milestone','assessment','2026-10-23',NULL,'EXZD',NULL,NULL,'{}','F29',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(30,30,1,1,'milestone','reassessment','2026-11-21',NULL,'EXZD',NULL,NULL,'{}','F30',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(31,31,1,1,'referral','received','2026-09-25',NULL,'9GBD','JF2W',NULL,'{}','F31',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(32,32,1,1,'authorization','signed','2026-09-25',NULL,'9GBD',NULL,NULL,'{"what": "attendance, measurements, progress and changes that matter for safety in the exercise program", "purpose": "coordination of care", "until": "2027-09-25", "signer": "client"}','F32',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(33,33,1,1,'milestone','assessment','2026-09-28',NULL,'9GBD',NULL,NULL,'{}','F33',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(34,34,1,1,'report','sent','2026-10-26',NULL,'9GBD','JF2W',NULL,'{}','F34',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(35,35,1,1,'preference','best time','2026-11-04',NULL,'9GBD','JF2W',NULL,'{"is": "mornings"}','F35',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(36,36,1,1,'referral','received','2026-11-23',NULL,'HQWQ','CZXF',NULL,'{}','F36',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(37,37,1,1,'referral','received','2026-10-15',NULL,'XKGC','DEWE',NULL,'{}','F37',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(38,38,1,1,'authorization','signed','2026-10-16',NULL,'XKGC',NULL,NULL,'{"what": "attendance, measurements, progress and changes that matter for safety in the exercise program", "purpose": "coordination of care", "until": "2027-10-16", "signer": "client"}','F38',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(39,39,1,1,'milestone','assessment','2026-10-19',NULL,'XKGC',NULL,NULL,'{}','F39',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(40,40,1,1,'report','sent','2026-10-23',NULL,'XKGC','DEWE',NULL,'{}','F40',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(41,41,1,1,'contact','reached','2026-10-28',NULL,'XKGC','DEWE',NULL,'{}','F41',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(42,42,1,1,'change','fall','2026-11-23',NULL,'XKGC',NULL,NULL,'{"injury": false}','F42',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(43,43,1,1,'referral','received','2026-10-05',NULL,'DYBC','TSWQ',NULL,'{}','F43',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(44,44,1,1,'authorization','signed','2026-10-07',NULL,'DYBC',NULL,NULL,'{"what": "attendance, measurements, progress and changes that matter for safety in the exercise program", "purpose": "coordination of care", "until": "2026-12-06", "signer": "client"}','F44',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(45,45,1,1,'milestone','assessment','2026-10-10',NULL,'DYBC',NULL,NULL,'{}','F45',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(46,46,1,1,'report','sent','2026-10-13',NULL,'DYBC','TSWQ',NULL,'{}','F46',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(47,47,1,1,'visit','scheduled','2026-12-03','14:00:00.000000','DYBC','TSWQ',NULL,'{"joint": true}','F47',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(48,48,1,1,'referral','received','2026-09-30',NULL,'2102','73H1',NULL,'{}','F48',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(49,49,1,1,'authorization','signed','2026-10-01',NULL,'2102',NULL,NULL,'{"what": "attendance, measurements, progress and changes that matter for safety in the exercise program", "purpose": "coordination of care", "until": "2027-10-01", "signer": "client"}','F49',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(50,50,1,1,'milestone','assessment','2026-10-05',NULL,'2102',NULL,NULL,'{}','F50',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(51,51,1,1,'hold','medical','2026-11-12',NULL,'2102',NULL,NULL,'{}','F51',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(52,52,1,1,'referral','received','2026-11-14',NULL,'YZ96','CZXF',NULL,'{}','F52',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(53,53,1,1,'authorization','signed','2026-11-19',NULL,'YZ96',NULL,NULL,'{"what": "attendance, measurements, progress and changes that matter for safety in the exercise program", "purpose": "coordination of care", "until": "2027-11-19", "signer": "client"}','F53',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(54,54,1,1,'milestone','intake','2026-11-19',NULL,'YZ96',NULL,NULL,'{}','F54',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(55,55,1,1,'milestone','assessment','2026-11-21',NULL,'YZ96',NULL,NULL,'{}','F55',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(56,56,1,1,'referral','received','2026-09-25',NULL,'1VD1','YR6B',NULL,'{}','F56',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(57,57,1,1,'authorization','signed','2026-09-25',NULL,'1VD1',NULL,NULL,'{"what": "attendance, measurements, progress and changes that matter for safety in the exercise program", "purpose": "coordination of care", "until": "2027-09-25", "signer": "client"}','F57',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(58,58,1,1,'milestone','assessment','2026-09-27',NULL,'1VD1',NULL,NULL,'{}','F58',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(59,59,1,1,'report','sent','2026-10-25',NULL,'1VD1','YR6B',NULL,'{}','F59',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(60,60,1,1,'discharge','completed','2026-11-21',NULL,'1VD1',NULL,NULL,'{}','F60',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(61,61,1,1,'referral','received','2026-11-20',NULL,'6W0F','73H1',NULL,'{}','F61',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(62,62,1,1,'milestone','assessment','2026-10-24',NULL,'SXJA',NULL,NULL,'{}','F62',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(63,63,1,1,'authorization','signed','2026-10-24',NULL,'SXJA',NULL,NULL,'{"what": "attendance, measurements, progress and changes that matter for safety in the exercise program", "purpose": "coordination of care", "until": "2027-10-24", "signer": "client"}','F63',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(64,64,1,1,'meeting','scheduled','2026-11-30','12:00:00.000000',NULL,'CZXF','maya','{"minutes": 30}','F64',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(65,65,1,1,'contact','met','2026-08-27',NULL,NULL,'1S6X',NULL,'{}','F65',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(66,66,1,1,'form','left','2026-09-25',NULL,NULL,'DEWE',NULL,'{"count": 20, "version": "2026-09"}','F66',NULL,'2026-11-24 14:00:00.000006','the sample',0,NULL);
INSERT INTO facts VALUES(67,67,1,1,'contact','reached','2026-11-24',NULL,'BR89','YHXJ',NULL,'{}','F67','decline/call/BR89/YHXJ/F9/0/1','2026-11-24 14:00:00.000004','Maya Chen',0,NULL);
CREATE TABLE follow_ups (
	id VARCHAR(12) NOT NULL, 
	"key" TEXT NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	recipient VARCHAR(20) NOT NULL, 
	priority INTEGER NOT NULL, 
	due DATE NOT NULL, 
	at TIME, 
	latest DATE, 
	earliest DATE, 
	"limit" DATE, 
	client VARCHAR(12), 
	provider VARCHAR(12), 
	practitioner VARCHAR(40) NOT NULL, 
	reason TEXT NOT NULL, 
	because JSON NOT NULL, 
	dated TEXT NOT NULL, 
	blocked_by TEXT, 
	instead_of JSON NOT NULL, 
	letter TEXT NOT NULL, 
	state VARCHAR(12) NOT NULL, 
	pinned DATE, 
	snoozed_until DATE, 
	sequence INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	closed_at DATETIME, 
	outcome TEXT NOT NULL, 
	note TEXT NOT NULL, 
	story JSON NOT NULL, 
	noticed_for DATE, 
	noticed_at DATETIME, 
	seen_at DATETIME, 
	paced_on DATE, 
	bundle VARCHAR(12), 
	paced TEXT NOT NULL, 
	slot_at TIME, 
	trouble TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(client) REFERENCES clients (code), 
	FOREIGN KEY(provider) REFERENCES providers (code), 
	UNIQUE ("key")
);
INSERT INTO follow_ups VALUES('EV5M','authorization/first/DYBC//start/0/1','request','client',2,'2026-11-06',NULL,'2026-11-24','2026-11-06','2026-11-20','DYBC',NULL,'jon','Get the client''s signature on an authorization: authorization ends on Sun 6 Dec 2026, 20 business days before','[]','Fri 6 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Fri 6 Nov 2026"]','2026-11-06','2026-11-24 14:00:00.000005',NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('H9EX','authorization/first/EXZD//start/0/1','request','client',2,'2026-11-16',NULL,'2026-12-02','2026-11-16','2026-12-01','EXZD',NULL,'maya','Get the client''s signature on an authorization: the authorization ended on 14 Nov 2026','[]','Sat 14 Nov 2026; Sat 14 Nov weekend, Sun 15 Nov weekend: Mon 16 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Mon 16 Nov 2026"]','2026-11-16','2026-11-24 14:00:00.000005',NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('V5SD','authorization/second/DYBC//start/0/1','request','client',2,'2026-11-25',NULL,'2027-01-24','2026-11-25','2026-12-10','DYBC',NULL,'jon','Get the client''s signature on an authorization: authorization ends on Sun 6 Dec 2026, 20 business days before','[]','Fri 6 Nov 2026 + 13 business days = Wed 25 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Wed 25 Nov 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('0ZMD','authorization/second/EXZD//start/0/1','request','client',2,'2026-12-03',NULL,'2027-02-01','2026-12-03','2026-12-17','EXZD',NULL,'maya','Get the client''s signature on an authorization: the authorization ended on 14 Nov 2026','[]','Sat 14 Nov 2026 + 13 business days = Thu 3 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Thu 3 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('SN43','decline/call/BR89/YHXJ/F9/0/1','call','provider',1,'2026-11-24',NULL,'2026-12-15','2026-11-24','2026-12-09','BR89','YHXJ','maya','Call about a meaningful decline: meaningful decline in Pain NRS 0-10 on Mon 23 Nov 2026, held against Mon 9 Nov 2026','["F8", "F9"]','Mon 23 Nov 2026 + 1 business day = Tue 24 Nov 2026',NULL,'[]','','done',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000004','reached','','["planned Tue 24 Nov 2026 for Tue 24 Nov 2026", "done Tue 24 Nov 2026: reached"]','2026-11-24','2026-11-24 14:00:00.000005',NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('B048','discharge-summary/report/1VD1/YR6B/F60/0/1','report','provider',2,'2026-11-25',NULL,'2027-01-24','2026-11-25','2026-12-10','1VD1','YR6B','jon','Discharge summary and thanks: discharge on Sat 21 Nov 2026','["F60"]','Sat 21 Nov 2026 + 3 business days = Wed 25 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Wed 25 Nov 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('T5TM','fall/call/XKGC/DEWE/F42/0/1','call','provider',1,'2026-11-24',NULL,'2026-12-15','2026-11-24','2026-12-09','XKGC','DEWE','maya','Tell the provider of a fall: fall on Mon 23 Nov 2026','["F42"]','Mon 23 Nov 2026 + 1 business day = Tue 24 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Tue 24 Nov 2026"]','2026-11-24','2026-11-24 14:00:00.000005',NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('N3P7','goal-met/report/38YW/JF2W/F24/0/1','report','provider',3,'2026-11-25',NULL,'2027-01-24','2026-11-25','2026-12-10','38YW','JF2W','maya','Report a goal that was met: goal met on Sun 22 Nov 2026','["F24"]','Sun 22 Nov 2026 + 3 business days = Wed 25 Nov 2026',NULL,'["monthly-report, which would have been due on Wed 25 Nov 2026"]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Wed 25 Nov 2026"]',NULL,NULL,NULL,NULL,'8JJF','',NULL,'');
INSERT INTO follow_ups VALUES('QEHP','initial-report/report/EXZD/TSWQ/F29/0/1','report','provider',2,'2026-10-28',NULL,'2026-12-27','2026-10-28','2026-11-11','EXZD','TSWQ','maya','Report the first assessment: assessment on Fri 23 Oct 2026','["F29"]','Fri 23 Oct 2026 + 3 business days = Wed 28 Oct 2026','the authorization ended on 14 Nov 2026','[]','','open',NULL,'2026-11-27',0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Wed 28 Oct 2026", "snoozed Tue 24 Nov 2026 until Fri 27 Nov 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('5A2Q','initial-report/report/SXJA//F62/0/1','report','provider',2,'2026-10-28',NULL,'2026-12-27','2026-10-28','2026-11-11','SXJA',NULL,'jon','Report the first assessment: assessment on Sat 24 Oct 2026','["F62"]','Sat 24 Oct 2026 + 3 business days = Wed 28 Oct 2026','nobody on file is referring, else primary care; name one with: rapport record care-team','[]','','open','2026-12-01',NULL,1,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Wed 28 Oct 2026", "moved Tue 24 Nov 2026 to Tue 1 Dec 2026 by hand"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('QJR6','initial-report/report/YZ96/CZXF/F55/0/1','report','provider',2,'2026-11-25',NULL,'2027-01-24','2026-11-25','2026-12-10','YZ96','CZXF','jon','Report the first assessment: assessment on Sat 21 Nov 2026','["F55"]','Sat 21 Nov 2026 + 3 business days = Wed 25 Nov 2026',NULL,'[]','','open',NULL,NULL,1,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Wed 25 Nov 2026", "paced Tue 24 Nov 2026 from Wed 25 Nov 2026 to Wed 2 Dec 2026: a contact on Tue 24 Nov 2026"]',NULL,NULL,NULL,'2026-12-02',NULL,'from Wed 25 Nov 2026 to Wed 2 Dec 2026: a contact on Tue 24 Nov 2026',NULL,'');
INSERT INTO follow_ups VALUES('Y5XJ','joint-visit/ask/DYBC/TSWQ/F47/0/1','call','provider',3,'2026-11-25',NULL,'2026-12-03','2026-11-18','2026-11-25','DYBC','TSWQ','jon','Prepare to attend a visit with the client: visit on Thu 3 Dec 2026 14:00','["F47"]','Thu 3 Dec 2026 - 7 days = Thu 26 Nov 2026; Thu 26 Nov Thanksgiving Day: Wed 25 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Wed 25 Nov 2026"]',NULL,NULL,NULL,NULL,'Y5XJ','',NULL,'');
INSERT INTO follow_ups VALUES('2YZZ','joint-visit/attend/DYBC/TSWQ/F47/0/1','visit','provider',2,'2026-12-03','14:00:00.000000','2026-12-03','2026-12-03','2026-12-03','DYBC','TSWQ','jon','Prepare to attend a visit with the client: visit on Thu 3 Dec 2026 14:00','["F47"]','Thu 3 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Thu 3 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('P600','monthly-report/report/38YW/JF2W/F20/3/1','report','provider',2,'2026-12-24',NULL,'2027-01-25','2026-12-17','2027-01-11','38YW','JF2W','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Sun 27 Dec 2026','["F20"]','Sun 27 Dec 2026 - 2 days = Fri 25 Dec 2026; Fri 25 Dec Christmas Day: Thu 24 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Thu 24 Dec 2026"]',NULL,NULL,NULL,NULL,'P600','',NULL,'');
INSERT INTO follow_ups VALUES('GP2K','monthly-report/report/38YW/JF2W/F20/4/1','report','provider',2,'2027-01-22',NULL,'2027-02-24','2027-01-14','2027-02-05','38YW','JF2W','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Tue 26 Jan 2027','["F20"]','Tue 26 Jan 2027 - 2 days = Sun 24 Jan 2027; Sun 24 Jan weekend, Sat 23 Jan weekend: Fri 22 Jan 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Fri 22 Jan 2027"]',NULL,NULL,NULL,NULL,'GP2K','',NULL,'');
INSERT INTO follow_ups VALUES('1EN4','monthly-report/report/38YW/JF2W/F20/5/1','report','provider',2,'2027-02-23',NULL,'2027-03-26','2027-02-16','2027-03-09','38YW','JF2W','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Thu 25 Feb 2027','["F20"]','Thu 25 Feb 2027 - 2 days = Tue 23 Feb 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Tue 23 Feb 2027"]',NULL,NULL,NULL,NULL,'1EN4','',NULL,'');
INSERT INTO follow_ups VALUES('V620','monthly-report/report/38YW/JF2W/F20/6/1','report','provider',2,'2027-03-25',NULL,'2027-04-25','2027-03-18','2027-04-08','38YW','JF2W','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Sat 27 Mar 2027','["F20"]','Sat 27 Mar 2027 - 2 days = Thu 25 Mar 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Thu 25 Mar 2027"]',NULL,NULL,NULL,NULL,'V620','',NULL,'');
INSERT INTO follow_ups VALUES('PCXJ','monthly-report/report/38YW/JF2W/F20/7/1','report','provider',2,'2027-04-23',NULL,'2027-05-25','2027-04-16','2027-05-07','38YW','JF2W','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Mon 26 Apr 2027','["F20"]','Mon 26 Apr 2027 - 2 days = Sat 24 Apr 2027; Sat 24 Apr weekend: Fri 23 Apr 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Fri 23 Apr 2027"]',NULL,NULL,NULL,NULL,'PCXJ','',NULL,'');
INSERT INTO follow_ups VALUES('Z403','monthly-report/report/38YW/JF2W/F20/8/1','report','provider',2,'2027-05-24',NULL,'2027-06-24','2027-05-17','2027-06-08','38YW','JF2W','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Wed 26 May 2027','["F20"]','Wed 26 May 2027 - 2 days = Mon 24 May 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Mon 24 May 2027"]',NULL,NULL,NULL,NULL,'Z403','',NULL,'');
INSERT INTO follow_ups VALUES('8JJF','monthly-report/report/9GBD/JF2W/F33/2/1','report','provider',2,'2026-11-25',NULL,'2026-12-26','2026-11-18','2026-12-10','9GBD','JF2W','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Fri 27 Nov 2026','["F33"]','Fri 27 Nov 2026 - 2 days = Wed 25 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Wed 25 Nov 2026"]',NULL,NULL,NULL,NULL,'8JJF','',NULL,'');
INSERT INTO follow_ups VALUES('VZT6','monthly-report/report/9GBD/JF2W/F33/3/1','report','provider',2,'2026-12-24',NULL,'2027-01-25','2026-12-17','2027-01-11','9GBD','JF2W','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Sun 27 Dec 2026','["F33"]','Sun 27 Dec 2026 - 2 days = Fri 25 Dec 2026; Fri 25 Dec Christmas Day: Thu 24 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Thu 24 Dec 2026"]',NULL,NULL,NULL,NULL,'P600','',NULL,'');
INSERT INTO follow_ups VALUES('DY7Y','monthly-report/report/9GBD/JF2W/F33/4/1','report','provider',2,'2027-01-22',NULL,'2027-02-24','2027-01-14','2027-02-05','9GBD','JF2W','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Tue 26 Jan 2027','["F33"]','Tue 26 Jan 2027 - 2 days = Sun 24 Jan 2027; Sun 24 Jan weekend, Sat 23 Jan weekend: Fri 22 Jan 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Fri 22 Jan 2027"]',NULL,NULL,NULL,NULL,'GP2K','',NULL,'');
INSERT INTO follow_ups VALUES('YZD2','monthly-report/report/9GBD/JF2W/F33/5/1','report','provider',2,'2027-02-23',NULL,'2027-03-26','2027-02-16','2027-03-09','9GBD','JF2W','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Thu 25 Feb 2027','["F33"]','Thu 25 Feb 2027 - 2 days = Tue 23 Feb 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Tue 23 Feb 2027"]',NULL,NULL,NULL,NULL,'1EN4','',NULL,'');
INSERT INTO follow_ups VALUES('YPNC','monthly-report/report/9GBD/JF2W/F33/6/1','report','provider',2,'2027-03-25',NULL,'2027-04-25','2027-03-18','2027-04-08','9GBD','JF2W','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Sat 27 Mar 2027','["F33"]','Sat 27 Mar 2027 - 2 days = Thu 25 Mar 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Thu 25 Mar 2027"]',NULL,NULL,NULL,NULL,'V620','',NULL,'');
INSERT INTO follow_ups VALUES('1Y43','monthly-report/report/9GBD/JF2W/F33/7/1','report','provider',2,'2027-04-23',NULL,'2027-05-25','2027-04-16','2027-05-07','9GBD','JF2W','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Mon 26 Apr 2027','["F33"]','Mon 26 Apr 2027 - 2 days = Sat 24 Apr 2027; Sat 24 Apr weekend: Fri 23 Apr 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Fri 23 Apr 2027"]',NULL,NULL,NULL,NULL,'PCXJ','',NULL,'');
INSERT INTO follow_ups VALUES('X9YK','monthly-report/report/9GBD/JF2W/F33/8/1','report','provider',2,'2027-05-24',NULL,'2027-06-24','2027-05-17','2027-06-08','9GBD','JF2W','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Wed 26 May 2027','["F33"]','Wed 26 May 2027 - 2 days = Mon 24 May 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Mon 24 May 2027"]',NULL,NULL,NULL,NULL,'Z403','',NULL,'');
INSERT INTO follow_ups VALUES('VN0E','monthly-report/report/BR89/YHXJ/F6/3/1','report','provider',2,'2026-12-28',NULL,'2027-01-28','2026-12-18','2027-01-12','BR89','YHXJ','maya','Regular progress report: assessment on Thu 1 Oct 2026; every 30 days: Wed 30 Dec 2026','["F6"]','Wed 30 Dec 2026 - 2 days = Mon 28 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Mon 28 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('HJ7A','monthly-report/report/BR89/YHXJ/F6/4/1','report','provider',2,'2027-01-27',NULL,'2027-02-27','2027-01-20','2027-02-10','BR89','YHXJ','maya','Regular progress report: assessment on Thu 1 Oct 2026; every 30 days: Fri 29 Jan 2027','["F6"]','Fri 29 Jan 2027 - 2 days = Wed 27 Jan 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Wed 27 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('H5Z4','monthly-report/report/BR89/YHXJ/F6/5/1','report','provider',2,'2027-02-26',NULL,'2027-03-29','2027-02-19','2027-03-12','BR89','YHXJ','maya','Regular progress report: assessment on Thu 1 Oct 2026; every 30 days: Sun 28 Feb 2027','["F6"]','Sun 28 Feb 2027 - 2 days = Fri 26 Feb 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Fri 26 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('G02A','monthly-report/report/BR89/YHXJ/F6/6/1','report','provider',2,'2027-03-26',NULL,'2027-04-28','2027-03-19','2027-04-09','BR89','YHXJ','maya','Regular progress report: assessment on Thu 1 Oct 2026; every 30 days: Tue 30 Mar 2027','["F6"]','Tue 30 Mar 2027 - 2 days = Sun 28 Mar 2027; Sun 28 Mar weekend, Sat 27 Mar weekend: Fri 26 Mar 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Fri 26 Mar 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('46CJ','monthly-report/report/BR89/YHXJ/F6/7/1','report','provider',2,'2027-04-27',NULL,'2027-05-28','2027-04-20','2027-05-11','BR89','YHXJ','maya','Regular progress report: assessment on Thu 1 Oct 2026; every 30 days: Thu 29 Apr 2027','["F6"]','Thu 29 Apr 2027 - 2 days = Tue 27 Apr 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Tue 27 Apr 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('HQSD','monthly-report/report/BR89/YHXJ/F6/8/1','report','provider',2,'2027-05-27',NULL,'2027-06-27','2027-05-20','2027-06-11','BR89','YHXJ','maya','Regular progress report: assessment on Thu 1 Oct 2026; every 30 days: Sat 29 May 2027','["F6"]','Sat 29 May 2027 - 2 days = Thu 27 May 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Thu 27 May 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('MH35','monthly-report/report/DYBC/TSWQ/F45/1/1','report','provider',2,'2026-11-06',NULL,'2026-12-08','2026-10-30','2026-11-20','DYBC','TSWQ','jon','Regular progress report: assessment on Sat 10 Oct 2026; every 30 days: Mon 9 Nov 2026','["F45"]','Mon 9 Nov 2026 - 2 days = Sat 7 Nov 2026; Sat 7 Nov weekend: Fri 6 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Fri 6 Nov 2026"]','2026-11-06','2026-11-24 14:00:00.000005',NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('DWY8','monthly-report/report/DYBC/TSWQ/F45/3/1','report','provider',2,'2027-01-06',NULL,'2027-02-06','2026-12-29','2027-01-21','DYBC','TSWQ','jon','Regular progress report: assessment on Sat 10 Oct 2026; every 30 days: Fri 8 Jan 2027','["F45"]','Fri 8 Jan 2027 - 2 days = Wed 6 Jan 2027','the authorization ended on 6 Dec 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Wed 6 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('FRME','monthly-report/report/DYBC/TSWQ/F45/4/1','report','provider',2,'2027-02-05',NULL,'2027-03-08','2027-01-29','2027-02-22','DYBC','TSWQ','jon','Regular progress report: assessment on Sat 10 Oct 2026; every 30 days: Sun 7 Feb 2027','["F45"]','Sun 7 Feb 2027 - 2 days = Fri 5 Feb 2027','the authorization ended on 6 Dec 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Fri 5 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('BR72','monthly-report/report/DYBC/TSWQ/F45/5/1','report','provider',2,'2027-03-05',NULL,'2027-04-07','2027-02-26','2027-03-19','DYBC','TSWQ','jon','Regular progress report: assessment on Sat 10 Oct 2026; every 30 days: Tue 9 Mar 2027','["F45"]','Tue 9 Mar 2027 - 2 days = Sun 7 Mar 2027; Sun 7 Mar weekend, Sat 6 Mar weekend: Fri 5 Mar 2027','the authorization ended on 6 Dec 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Fri 5 Mar 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('1XK7','monthly-report/report/DYBC/TSWQ/F45/6/1','report','provider',2,'2027-04-06',NULL,'2027-05-07','2027-03-30','2027-04-20','DYBC','TSWQ','jon','Regular progress report: assessment on Sat 10 Oct 2026; every 30 days: Thu 8 Apr 2027','["F45"]','Thu 8 Apr 2027 - 2 days = Tue 6 Apr 2027','the authorization ended on 6 Dec 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Tue 6 Apr 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('VDRN','monthly-report/report/DYBC/TSWQ/F45/7/1','report','provider',2,'2027-05-06',NULL,'2027-06-06','2027-04-29','2027-05-20','DYBC','TSWQ','jon','Regular progress report: assessment on Sat 10 Oct 2026; every 30 days: Sat 8 May 2027','["F45"]','Sat 8 May 2027 - 2 days = Thu 6 May 2027','the authorization ended on 6 Dec 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Thu 6 May 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('EAMR','monthly-report/report/EXZD/TSWQ/F29/1/1','report','provider',2,'2026-11-20',NULL,'2026-12-21','2026-11-13','2026-12-07','EXZD','TSWQ','maya','Regular progress report: assessment on Fri 23 Oct 2026; every 30 days: Sun 22 Nov 2026','["F29"]','Sun 22 Nov 2026 - 2 days = Fri 20 Nov 2026','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Fri 20 Nov 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('3YNA','monthly-report/report/EXZD/TSWQ/F29/2/1','report','provider',2,'2026-12-18',NULL,'2027-01-20','2026-12-11','2027-01-05','EXZD','TSWQ','maya','Regular progress report: assessment on Fri 23 Oct 2026; every 30 days: Tue 22 Dec 2026','["F29"]','Tue 22 Dec 2026 - 2 days = Sun 20 Dec 2026; Sun 20 Dec weekend, Sat 19 Dec weekend: Fri 18 Dec 2026','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Fri 18 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('5Y1T','monthly-report/report/EXZD/TSWQ/F29/3/1','report','provider',2,'2027-01-19',NULL,'2027-02-19','2027-01-11','2027-02-02','EXZD','TSWQ','maya','Regular progress report: assessment on Fri 23 Oct 2026; every 30 days: Thu 21 Jan 2027','["F29"]','Thu 21 Jan 2027 - 2 days = Tue 19 Jan 2027','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Tue 19 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('KJ62','monthly-report/report/EXZD/TSWQ/F29/4/1','report','provider',2,'2027-02-18',NULL,'2027-03-21','2027-02-10','2027-03-04','EXZD','TSWQ','maya','Regular progress report: assessment on Fri 23 Oct 2026; every 30 days: Sat 20 Feb 2027','["F29"]','Sat 20 Feb 2027 - 2 days = Thu 18 Feb 2027','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Thu 18 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('A88H','monthly-report/report/EXZD/TSWQ/F29/5/1','report','provider',2,'2027-03-19',NULL,'2027-04-20','2027-03-12','2027-04-02','EXZD','TSWQ','maya','Regular progress report: assessment on Fri 23 Oct 2026; every 30 days: Mon 22 Mar 2027','["F29"]','Mon 22 Mar 2027 - 2 days = Sat 20 Mar 2027; Sat 20 Mar weekend: Fri 19 Mar 2027','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Fri 19 Mar 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('6A4N','monthly-report/report/EXZD/TSWQ/F29/6/1','report','provider',2,'2027-04-19',NULL,'2027-05-20','2027-04-12','2027-05-03','EXZD','TSWQ','maya','Regular progress report: assessment on Fri 23 Oct 2026; every 30 days: Wed 21 Apr 2027','["F29"]','Wed 21 Apr 2027 - 2 days = Mon 19 Apr 2027','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Mon 19 Apr 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('CEZZ','monthly-report/report/EXZD/TSWQ/F29/7/1','report','provider',2,'2027-05-19',NULL,'2027-06-19','2027-05-12','2027-06-03','EXZD','TSWQ','maya','Regular progress report: assessment on Fri 23 Oct 2026; every 30 days: Fri 21 May 2027','["F29"]','Fri 21 May 2027 - 2 days = Wed 19 May 2027','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Wed 19 May 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('0FBT','monthly-report/report/SXJA//F62/1/1','report','provider',2,'2026-11-20',NULL,'2026-12-22','2026-11-13','2026-12-07','SXJA',NULL,'jon','Regular progress report: assessment on Sat 24 Oct 2026; every 30 days: Mon 23 Nov 2026','["F62"]','Mon 23 Nov 2026 - 2 days = Sat 21 Nov 2026; Sat 21 Nov weekend: Fri 20 Nov 2026','nobody on file is referring, else primary care; name one with: rapport record care-team','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Fri 20 Nov 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('QRR2','monthly-report/report/SXJA//F62/2/1','report','provider',2,'2026-12-21',NULL,'2027-01-21','2026-12-14','2027-01-06','SXJA',NULL,'jon','Regular progress report: assessment on Sat 24 Oct 2026; every 30 days: Wed 23 Dec 2026','["F62"]','Wed 23 Dec 2026 - 2 days = Mon 21 Dec 2026','nobody on file is referring, else primary care; name one with: rapport record care-team','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Mon 21 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('EW6F','monthly-report/report/SXJA//F62/3/1','report','provider',2,'2027-01-20',NULL,'2027-02-20','2027-01-12','2027-02-03','SXJA',NULL,'jon','Regular progress report: assessment on Sat 24 Oct 2026; every 30 days: Fri 22 Jan 2027','["F62"]','Fri 22 Jan 2027 - 2 days = Wed 20 Jan 2027','nobody on file is referring, else primary care; name one with: rapport record care-team','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Wed 20 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('EBSE','monthly-report/report/SXJA//F62/4/1','report','provider',2,'2027-02-19',NULL,'2027-03-22','2027-02-11','2027-03-05','SXJA',NULL,'jon','Regular progress report: assessment on Sat 24 Oct 2026; every 30 days: Sun 21 Feb 2027','["F62"]','Sun 21 Feb 2027 - 2 days = Fri 19 Feb 2027','nobody on file is referring, else primary care; name one with: rapport record care-team','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Fri 19 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('Q33T','monthly-report/report/SXJA//F62/5/1','report','provider',2,'2027-03-19',NULL,'2027-04-21','2027-03-12','2027-04-02','SXJA',NULL,'jon','Regular progress report: assessment on Sat 24 Oct 2026; every 30 days: Tue 23 Mar 2027','["F62"]','Tue 23 Mar 2027 - 2 days = Sun 21 Mar 2027; Sun 21 Mar weekend, Sat 20 Mar weekend: Fri 19 Mar 2027','nobody on file is referring, else primary care; name one with: rapport record care-team','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Fri 19 Mar 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('9HAD','monthly-report/report/SXJA//F62/6/1','report','provider',2,'2027-04-20',NULL,'2027-05-21','2027-04-13','2027-05-04','SXJA',NULL,'jon','Regular progress report: assessment on Sat 24 Oct 2026; every 30 days: Thu 22 Apr 2027','["F62"]','Thu 22 Apr 2027 - 2 days = Tue 20 Apr 2027','nobody on file is referring, else primary care; name one with: rapport record care-team','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Tue 20 Apr 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('TT08','monthly-report/report/SXJA//F62/7/1','report','provider',2,'2027-05-20',NULL,'2027-06-20','2027-05-13','2027-06-04','SXJA',NULL,'jon','Regular progress report: assessment on Sat 24 Oct 2026; every 30 days: Sat 22 May 2027','["F62"]','Sat 22 May 2027 - 2 days = Thu 20 May 2027','nobody on file is referring, else primary care; name one with: rapport record care-team','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Thu 20 May 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('JZ4A','monthly-report/report/XKGC/DEWE/F39/1/1','report','provider',2,'2026-11-16',NULL,'2026-12-17','2026-11-09','2026-12-01','XKGC','DEWE','maya','Regular progress report: assessment on Mon 19 Oct 2026; every 30 days: Wed 18 Nov 2026','["F39"]','Wed 18 Nov 2026 - 2 days = Mon 16 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Mon 16 Nov 2026"]','2026-11-16','2026-11-24 14:00:00.000005',NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('WTG0','monthly-report/report/XKGC/DEWE/F39/2/1','report','provider',2,'2026-12-16',NULL,'2027-01-16','2026-12-09','2026-12-31','XKGC','DEWE','maya','Regular progress report: assessment on Mon 19 Oct 2026; every 30 days: Fri 18 Dec 2026','["F39"]','Fri 18 Dec 2026 - 2 days = Wed 16 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Wed 16 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('YAND','monthly-report/report/XKGC/DEWE/F39/3/1','report','provider',2,'2027-01-15',NULL,'2027-02-15','2027-01-08','2027-02-01','XKGC','DEWE','maya','Regular progress report: assessment on Mon 19 Oct 2026; every 30 days: Sun 17 Jan 2027','["F39"]','Sun 17 Jan 2027 - 2 days = Fri 15 Jan 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Fri 15 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('BPG0','monthly-report/report/XKGC/DEWE/F39/4/1','report','provider',2,'2027-02-12',NULL,'2027-03-17','2027-02-05','2027-03-01','XKGC','DEWE','maya','Regular progress report: assessment on Mon 19 Oct 2026; every 30 days: Tue 16 Feb 2027','["F39"]','Tue 16 Feb 2027 - 2 days = Sun 14 Feb 2027; Sun 14 Feb weekend, Sat 13 Feb weekend: Fri 12 Feb 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Fri 12 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('DBZY','monthly-report/report/XKGC/DEWE/F39/5/1','report','provider',2,'2027-03-16',NULL,'2027-04-16','2027-03-09','2027-03-30','XKGC','DEWE','maya','Regular progress report: assessment on Mon 19 Oct 2026; every 30 days: Thu 18 Mar 2027','["F39"]','Thu 18 Mar 2027 - 2 days = Tue 16 Mar 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Tue 16 Mar 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('SGDR','monthly-report/report/XKGC/DEWE/F39/6/1','report','provider',2,'2027-04-15',NULL,'2027-05-16','2027-04-08','2027-04-29','XKGC','DEWE','maya','Regular progress report: assessment on Mon 19 Oct 2026; every 30 days: Sat 17 Apr 2027','["F39"]','Sat 17 Apr 2027 - 2 days = Thu 15 Apr 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Thu 15 Apr 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('7HVT','monthly-report/report/XKGC/DEWE/F39/7/1','report','provider',2,'2027-05-14',NULL,'2027-06-15','2027-05-07','2027-05-28','XKGC','DEWE','maya','Regular progress report: assessment on Mon 19 Oct 2026; every 30 days: Mon 17 May 2027','["F39"]','Mon 17 May 2027 - 2 days = Sat 15 May 2027; Sat 15 May weekend: Fri 14 May 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Fri 14 May 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('P7RM','monthly-report/report/YZ96/CZXF/F55/1/1','report','provider',2,'2026-12-17',NULL,'2027-01-19','2026-12-10','2027-01-04','YZ96','CZXF','jon','Regular progress report: assessment on Sat 21 Nov 2026; every 30 days: Mon 21 Dec 2026','["F55"]','Mon 21 Dec 2026 - 2 days = Sat 19 Dec 2026; Sat 19 Dec weekend, Fri 18 Dec Carla Reyes''s office is closed: Thu 17 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Thu 17 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('9X16','monthly-report/report/YZ96/CZXF/F55/2/1','report','provider',2,'2027-01-14',NULL,'2027-02-18','2027-01-07','2027-01-29','YZ96','CZXF','jon','Regular progress report: assessment on Sat 21 Nov 2026; every 30 days: Wed 20 Jan 2027','["F55"]','Wed 20 Jan 2027 - 2 days = Mon 18 Jan 2027; Mon 18 Jan Martin Luther King Jr. Day, Sun 17 Jan weekend, Sat 16 Jan weekend, Fri 15 Jan Carla Reyes''s office is closed: Thu 14 Jan 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Thu 14 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('3W5A','monthly-report/report/YZ96/CZXF/F55/3/1','report','provider',2,'2027-02-17',NULL,'2027-03-20','2027-02-09','2027-03-03','YZ96','CZXF','jon','Regular progress report: assessment on Sat 21 Nov 2026; every 30 days: Fri 19 Feb 2027','["F55"]','Fri 19 Feb 2027 - 2 days = Wed 17 Feb 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Wed 17 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('W08B','monthly-report/report/YZ96/CZXF/F55/4/1','report','provider',2,'2027-03-18',NULL,'2027-04-19','2027-03-11','2027-04-01','YZ96','CZXF','jon','Regular progress report: assessment on Sat 21 Nov 2026; every 30 days: Sun 21 Mar 2027','["F55"]','Sun 21 Mar 2027 - 2 days = Fri 19 Mar 2027; Fri 19 Mar Carla Reyes''s office is closed: Thu 18 Mar 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Thu 18 Mar 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('BNGG','monthly-report/report/YZ96/CZXF/F55/5/1','report','provider',2,'2027-04-15',NULL,'2027-05-19','2027-04-08','2027-04-29','YZ96','CZXF','jon','Regular progress report: assessment on Sat 21 Nov 2026; every 30 days: Tue 20 Apr 2027','["F55"]','Tue 20 Apr 2027 - 2 days = Sun 18 Apr 2027; Sun 18 Apr weekend, Sat 17 Apr weekend, Fri 16 Apr Carla Reyes''s office is closed: Thu 15 Apr 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Thu 15 Apr 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('SV3E','monthly-report/report/YZ96/CZXF/F55/6/1','report','provider',2,'2027-05-18',NULL,'2027-06-18','2027-05-11','2027-06-02','YZ96','CZXF','jon','Regular progress report: assessment on Sat 21 Nov 2026; every 30 days: Thu 20 May 2027','["F55"]','Thu 20 May 2027 - 2 days = Tue 18 May 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Tue 18 May 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('YN2J','next-visit/check/SXJA//start/0/1','check','client',3,'2026-10-28',NULL,'2026-11-27','2026-10-28','2026-11-11','SXJA',NULL,'jon','Ask when the next visit to the doctor is: no next visit is known','[]','Sat 24 Oct 2026 + 3 business days = Wed 28 Oct 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Wed 28 Oct 2026"]','2026-10-28','2026-11-24 14:00:00.000005',NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('ZBYM','next-visit/check/YZ96//start/0/1','check','client',3,'2026-11-24',NULL,'2026-12-24','2026-11-24','2026-12-09','YZ96',NULL,'jon','Ask when the next visit to the doctor is: no next visit is known','[]','Thu 19 Nov 2026 + 3 business days = Tue 24 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Tue 24 Nov 2026"]','2026-11-24','2026-11-24 14:00:00.000005',NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('MJ7Z','reach-new-client/call/6W0F//F61/0/1','call','client',2,'2026-11-23',NULL,'2026-12-14','2026-11-23','2026-12-08','6W0F',NULL,'jon','Reach a referred client: referral on Fri 20 Nov 2026','["F61"]','Fri 20 Nov 2026 + 1 business day = Mon 23 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Mon 23 Nov 2026"]','2026-11-23','2026-11-24 14:00:00.000005',NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('2V9X','reach-new-client/call/HQWQ//F36/0/1','call','client',2,'2026-11-24',NULL,'2026-12-15','2026-11-24','2026-12-09','HQWQ',NULL,'maya','Reach a referred client: referral on Mon 23 Nov 2026','["F36"]','Mon 23 Nov 2026 + 1 business day = Tue 24 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Tue 24 Nov 2026"]','2026-11-24','2026-11-24 14:00:00.000005',NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('XARN','thank-referrer/thank-you/6W0F/73H1/F61/0/1','thank_you','provider',3,'2026-11-23',NULL,'2026-12-14','2026-11-23','2026-12-08','6W0F','73H1','jon','Thank the provider for a referral: referral on Fri 20 Nov 2026','["F61"]','Fri 20 Nov 2026 + 1 business day = Mon 23 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Mon 23 Nov 2026"]','2026-11-23','2026-11-24 14:00:00.000005',NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('H266','thank-referrer/thank-you/HQWQ/CZXF/F36/0/1','thank_you','provider',3,'2026-11-24',NULL,'2026-12-15','2026-11-24','2026-12-09','HQWQ','CZXF','maya','Thank the provider for a referral: referral on Mon 23 Nov 2026','["F36"]','Mon 23 Nov 2026 + 1 business day = Tue 24 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Tue 24 Nov 2026"]','2026-11-24','2026-11-24 14:00:00.000005',NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('QFKY','thank-referrer/thank-you/YZ96/CZXF/F52/0/1','thank_you','provider',3,'2026-11-16',NULL,'2026-12-07','2026-11-16','2026-12-01','YZ96','CZXF','jon','Thank the provider for a referral: referral on Sat 14 Nov 2026','["F52"]','Sat 14 Nov 2026 + 1 business day = Mon 16 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Mon 16 Nov 2026"]','2026-11-16','2026-11-24 14:00:00.000005',NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('93CR','touch-A/referral-form//CZXF/start/0/1','referral_form','provider',4,'2026-12-22',NULL,'2027-02-20','2026-12-22','2027-01-07',NULL,'CZXF','maya','Stay in touch with A offices: never in touch since Fri 25 Sep 2026, first touches spread over eight weeks (+ 51 days) + 30 days','[]','Tue 15 Dec 2026 + 5 business days = Tue 22 Dec 2026',NULL,'[]','','open',NULL,NULL,1,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Tue 22 Dec 2026", "paced Tue 24 Nov 2026 from Tue 22 Dec 2026 to Thu 24 Dec 2026: a contact on Thu 17 Dec 2026"]',NULL,NULL,NULL,'2026-12-24',NULL,'from Tue 22 Dec 2026 to Thu 24 Dec 2026: a contact on Thu 17 Dec 2026',NULL,'');
INSERT INTO follow_ups VALUES('AG8C','touch-A/referral-form//JF2W/start/0/1','referral_form','provider',4,'2026-12-03',NULL,'2027-02-01','2026-12-03','2026-12-17',NULL,'JF2W','maya','Stay in touch with A offices: last in touch on Tue 27 Oct 2026 + 30 days','["F23"]','Thu 26 Nov 2026 + 5 business days = Thu 3 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Thu 3 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('4GME','touch-A/referral-form//YHXJ/start/0/1','referral_form','provider',4,'2027-01-04',NULL,'2027-03-05','2027-01-04','2027-01-19',NULL,'YHXJ','maya','Stay in touch with A offices: last in touch on Tue 24 Nov 2026 + 30 days','["F67"]','Thu 24 Dec 2026 + 5 business days = Mon 4 Jan 2027',NULL,'[]','','open',NULL,NULL,2,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000004',NULL,'','','["planned Tue 24 Nov 2026 for Fri 4 Dec 2026", "moved Tue 24 Nov 2026 from Fri 4 Dec 2026 to Mon 4 Jan 2027", "paced Tue 24 Nov 2026 from Mon 4 Jan 2027 to Tue 5 Jan 2027: a contact on Mon 28 Dec 2026"]',NULL,NULL,NULL,'2027-01-05',NULL,'from Mon 4 Jan 2027 to Tue 5 Jan 2027: a contact on Mon 28 Dec 2026',NULL,'');
INSERT INTO follow_ups VALUES('N7EX','touch-B/referral-form//1S6X/start/0/1','referral_form','provider',4,'2026-12-03',NULL,'2027-02-01','2026-12-03','2026-12-17',NULL,'1S6X','maya','Stay in touch with B offices: last in touch on Thu 27 Aug 2026 + 90 days','["F65"]','Wed 25 Nov 2026 + 5 business days = Thu 3 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Thu 3 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('7XYJ','touch-B/referral-form//73H1/start/0/1','referral_form','provider',4,'2027-02-05',NULL,'2027-04-06','2027-02-05','2027-02-22',NULL,'73H1','maya','Stay in touch with B offices: never in touch since Fri 25 Sep 2026, first touches spread over eight weeks (+ 36 days) + 90 days','[]','Fri 29 Jan 2027 + 5 business days = Fri 5 Feb 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Fri 5 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('MNCK','touch-B/referral-form//DEWE/start/0/1','referral_form','provider',4,'2027-02-02',NULL,'2027-04-03','2027-02-02','2027-02-17',NULL,'DEWE','maya','Stay in touch with B offices: last in touch on Wed 28 Oct 2026 + 90 days','["F41"]','Tue 26 Jan 2027 + 5 business days = Tue 2 Feb 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Tue 2 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('6V9K','touch-B/referral-form//TSWQ/start/0/1','referral_form','provider',4,'2027-01-19',NULL,'2027-03-20','2027-01-19','2027-02-02',NULL,'TSWQ','maya','Stay in touch with B offices: last in touch on Tue 13 Oct 2026 + 90 days','["F46"]','Mon 11 Jan 2027 + 5 business days = Tue 19 Jan 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Tue 19 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'');
INSERT INTO follow_ups VALUES('B559','visit-report/report/BR89/YHXJ/F15/0/1','report','provider',2,'2026-11-24',NULL,'2026-11-30','2026-11-17','2026-11-24','BR89','YHXJ','maya','Report before the visit: visit on Mon 30 Nov 2026 10:30','["F15"]','Mon 30 Nov 2026 - 3 business days = Tue 24 Nov 2026',NULL,'["monthly-report, which would have been due on Fri 27 Nov 2026"]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000004',NULL,'','','["planned Tue 24 Nov 2026 for Tue 24 Nov 2026"]','2026-11-24','2026-11-24 14:00:00.000005',NULL,NULL,NULL,'closer to the contact on Tue 24 Nov 2026 than the pace allows, because it cannot wait',NULL,'');
INSERT INTO follow_ups VALUES('A6VN','visit-report/report/DYBC/TSWQ/F47/0/1','report','provider',2,'2026-11-30',NULL,'2026-12-03','2026-11-20','2026-11-30','DYBC','TSWQ','jon','Report before the visit: visit on Thu 3 Dec 2026 14:00','["F47"]','Thu 3 Dec 2026 - 3 business days = Mon 30 Nov 2026',NULL,'["monthly-report, which would have been due on Mon 7 Dec 2026"]','','open',NULL,NULL,1,'2026-11-24 14:00:00.000006','2026-11-24 14:00:00.000006',NULL,'','','["planned Tue 24 Nov 2026 for Mon 30 Nov 2026", "paced Tue 24 Nov 2026 from Mon 30 Nov 2026 to Wed 25 Nov 2026: one contact for several"]',NULL,NULL,NULL,'2026-11-25','Y5XJ','from Mon 30 Nov 2026 to Wed 25 Nov 2026: one contact for several',NULL,'');
CREATE TABLE logins (
	practitioner VARCHAR(40) NOT NULL, 
	password_hash TEXT NOT NULL, 
	changed_at DATETIME NOT NULL, 
	PRIMARY KEY (practitioner)
);
CREATE TABLE sessions (
	token_hash VARCHAR(64) NOT NULL, 
	practitioner VARCHAR(40) NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	agent TEXT NOT NULL, 
	PRIMARY KEY (token_hash)
);
CREATE TABLE forms (
	id INTEGER NOT NULL, 
	provider VARCHAR(12) NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	version VARCHAR(20) NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	revoked_at DATETIME, 
	used_at DATETIME, 
	PRIMARY KEY (id), 
	FOREIGN KEY(provider) REFERENCES providers (code), 
	UNIQUE (token_hash)
);
CREATE TABLE submissions (
	nonce_hash VARCHAR(64) NOT NULL, 
	form INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	client VARCHAR(12) NOT NULL, 
	words JSON NOT NULL, 
	seen_at DATETIME, 
	PRIMARY KEY (nonce_hash), 
	FOREIGN KEY(form) REFERENCES forms (id), 
	FOREIGN KEY(client) REFERENCES clients (code)
);
CREATE TABLE papers (
	id VARCHAR(12) NOT NULL, 
	follow_up VARCHAR(12), 
	name VARCHAR(40) NOT NULL, 
	client VARCHAR(12), 
	provider VARCHAR(12), 
	state VARCHAR(12) NOT NULL, 
	words JSON NOT NULL, 
	page BLOB, 
	created_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	approved_at DATETIME, 
	approved_by TEXT NOT NULL, 
	sent_at DATETIME, 
	channel TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(follow_up) REFERENCES follow_ups (id), 
	FOREIGN KEY(client) REFERENCES clients (code), 
	FOREIGN KEY(provider) REFERENCES providers (code)
);
INSERT INTO papers VALUES('6193','QEHP','progress-report','EXZD','TSWQ','draft','{}',NULL,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'',NULL,'');
INSERT INTO papers VALUES('J746','MH35','progress-report','DYBC','TSWQ','draft','{}',NULL,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'',NULL,'');
INSERT INTO papers VALUES('1JHX','JZ4A','progress-report','XKGC','DEWE','draft','{}',NULL,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'',NULL,'');
INSERT INTO papers VALUES('F3RK','EAMR','progress-report','EXZD','TSWQ','draft','{}',NULL,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'',NULL,'');
INSERT INTO papers VALUES('DYS3','B559','progress-report','BR89','YHXJ','draft','{}',NULL,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'',NULL,'');
INSERT INTO papers VALUES('E1TN','B048','progress-report','1VD1','YR6B','draft','{}',NULL,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'',NULL,'');
INSERT INTO papers VALUES('X0CT','QJR6','progress-report','YZ96','CZXF','draft','{}',NULL,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'',NULL,'');
INSERT INTO papers VALUES('6RJ4','8JJF','progress-report','9GBD','JF2W','draft','{}',NULL,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'',NULL,'');
INSERT INTO papers VALUES('264Q','N3P7','progress-report','38YW','JF2W','draft','{}',NULL,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'',NULL,'');
INSERT INTO papers VALUES('4F5M','A6VN','progress-report','DYBC','TSWQ','draft','{}',NULL,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'',NULL,'');
CREATE TABLE IF NOT EXISTS "outbox" (
	id INTEGER NOT NULL, 
	occasion TEXT NOT NULL, 
	channel VARCHAR(40) NOT NULL, 
	practitioner VARCHAR(40) NOT NULL, 
	recipient TEXT NOT NULL, 
	message_id TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	body TEXT NOT NULL, 
	html TEXT, 
	about JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	until DATETIME NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	attempts INTEGER NOT NULL, 
	doubts INTEGER NOT NULL, 
	next_try DATETIME NOT NULL, 
	leased_until DATETIME, 
	settled_at DATETIME, 
	detail TEXT NOT NULL, 
	purpose VARCHAR(12) DEFAULT 'own' NOT NULL, 
	client VARCHAR(12), 
	provider VARCHAR(12), raw BLOB, 
	PRIMARY KEY (id), 
	CONSTRAINT outbox_client FOREIGN KEY(client) REFERENCES clients (code), 
	CONSTRAINT outbox_provider FOREIGN KEY(provider) REFERENCES providers (code), 
	UNIQUE (occasion)
);
INSERT INTO outbox VALUES(1,'morning/maya/2026-11-24/folder','folder','maya','maya@northside.example','<1e3eb5a2f1d7b79b6636b922@rapport.invalid>','Rapport: 2 now, 5 today, 2 blocked',replace('Tuesday 24 November 2026 · Maya Chen\n\nNOW      SN43  call, Dr. Alan Lee, orthopedics, (617) 555-0142\n         T5TM  call, Dr. Eva Novak, primary care, (617) 555-0131\nTODAY    H9EX  request, client EXZD\n         JZ4A  report, Dr. Eva Novak, primary care, (617) 555-0131\n         2V9X  call, client HQWQ\n         B559  report, Dr. Alan Lee, orthopedics, (617) 555-0142\n         H266  thank-you, Carla Reyes, physical therapy, (617) 555-0151\nBLOCKED  QEHP  report, Dr. Sam Ortiz, cardiology, (617) 555-0121: the authorization ended on 14 Nov 2026; first H9EX\n         EAMR  report, Dr. Sam Ortiz, cardiology, (617) 555-0121: the authorization ended on 14 Nov 2026; first H9EX\n\nTomorrow 2, this week 2.            http://127.0.0.1:8765/today\nNo round yet · calendar not fetched yet · no backup yet\n','\n',char(10)),replace('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>Rapport: 2 now, 5 today, 2 blocked</title>\n</head>\n<body style="font: 16px/1.5 sans-serif; max-width: 36rem; margin: 0 auto; padding: 1rem">\n<h1 style="font-size: 1.2rem">Tuesday 24 November 2026 · Maya Chen</h1>\n<h2 style="font-size: 1rem">NOW</h2>\n<ul style="padding-left: 1.2rem">\n<li style="margin-bottom: .7rem">\n<a href="http://127.0.0.1:8765/today#SN43">SN43</a> <strong>call, Dr. Alan Lee, orthopedics</strong>\n<br><a href="tel:6175550142">(617) 555-0142</a>\n</li>\n<li style="margin-bottom: .7rem">\n<a href="http://127.0.0.1:8765/today#T5TM">T5TM</a> <strong>call, Dr. Eva Novak, primary care</strong>\n<br><a href="tel:6175550131">(617) 555-0131</a>\n</li>\n</ul>\n<h2 style="font-size: 1rem">TODAY</h2>\n<ul style="padding-left: 1.2rem">\n<li style="margin-bottom: .7rem">\n<a href="http://127.0.0.1:8765/today#H9EX">H9EX</a> <strong>request, client EXZD</strong>\n</li>\n<li style="margin-bottom: .7rem">\n<a href="http://127.0.0.1:8765/today#JZ4A">JZ4A</a> <strong>report, Dr. Eva Novak, primary care</strong>\n<br><a href="tel:6175550131">(617) 555-0131</a>\n</li>\n<li style="margin-bottom: .7rem">\n<a href="http://127.0.0.1:8765/today#2V9X">2V9X</a> <strong>call, client HQWQ</strong>\n</li>\n<li style="margin-bottom: .7rem">\n<a href="http://127.0.0.1:8765/today#B559">B559</a> <strong>report, Dr. Alan Lee, orthopedics</strong>\n<br><a href="tel:6175550142">(617) 555-0142</a>\n</li>\n<li style="margin-bottom: .7rem">\n<a href="http://127.0.0.1:8765/today#H266">H266</a> <strong>thank-you, Carla Reyes, physical therapy</strong>\n<br><a href="tel:6175550151">(617) 555-0151</a>\n</li>\n</ul>\n<h2 style="font-size: 1rem">BLOCKED</h2>\n<ul style="padding-left: 1.2rem">\n<li style="margin-bottom: .7rem">\n<a href="http://127.0.0.1:8765/today#QEHP">QEHP</a> <strong>report, Dr. Sam Ortiz, cardiology</strong>\n<br><a href="tel:6175550121">(617) 555-0121</a>\n<br>the authorization ended on 14 Nov 2026; first H9EX\n</li>\n<li style="margin-bottom: .7rem">\n<a href="http://127.0.0.1:8765/today#EAMR">EAMR</a> <strong>report, Dr. Sam Ortiz, cardiology</strong>\n<br><a href="tel:6175550121">(617) 555-0121</a>\n<br>the authorization ended on 14 Nov 2026; first H9EX\n</li>\n</ul>\n<p>Tomorrow 2, this week 2.\n<br><a href="http://127.0.0.1:8765/today">http://127.0.0.1:8765/today</a>\n</p>\n<footer style="font-size: .85rem">\nNo round yet · calendar not fetched yet · no backup yet\n</footer>\n</body>\n</html>\n','\n',char(10)),'[]','2026-11-24 14:00:00.000005','2026-11-25 01:00:00.000000','sent',1,0,'2026-11-24 14:00:00.000005',NULL,'2026-11-24 14:00:00.085279','/var/lib/rapport/outbox/1e3eb5a2f1d7b79b6636b922@rapport.invalid-77c3497a8154.eml','own',NULL,NULL,NULL);
INSERT INTO outbox VALUES(2,'morning/jon/2026-11-24/folder','folder','jon','jon@northside.example','<132fbaf64c7a29b5b1115d91@rapport.invalid>','Rapport: 7 today, 2 blocked',replace('Tuesday 24 November 2026 · Jon Park\n\nTODAY    EV5M  request, client DYBC\n         MH35  report, Dr. Sam Ortiz, cardiology, (617) 555-0121\n         MJ7Z  call, client 6W0F\n         YN2J  check, client SXJA\n         QFKY  thank-you, Carla Reyes, physical therapy, (617) 555-0151\n         XARN  thank-you, Tom Brandt, chiropractic, (617) 555-0161\n         ZBYM  check, client YZ96\nBLOCKED  5A2Q  report, nobody on file yet: nobody on file is referring, else primary care; name one with: rapport record care-team\n         0FBT  report, nobody on file yet: nobody on file is referring, else primary care; name one with: rapport record care-team\n\nTomorrow 4, this week 4.            http://127.0.0.1:8765/today\nNo round yet · calendar not fetched yet · no backup yet\n','\n',char(10)),replace('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>Rapport: 7 today, 2 blocked</title>\n</head>\n<body style="font: 16px/1.5 sans-serif; max-width: 36rem; margin: 0 auto; padding: 1rem">\n<h1 style="font-size: 1.2rem">Tuesday 24 November 2026 · Jon Park</h1>\n<h2 style="font-size: 1rem">TODAY</h2>\n<ul style="padding-left: 1.2rem">\n<li style="margin-bottom: .7rem">\n<a href="http://127.0.0.1:8765/today#EV5M">EV5M</a> <strong>request, client DYBC</strong>\n</li>\n<li style="margin-bottom: .7rem">\n<a href="http://127.0.0.1:8765/today#MH35">MH35</a> <strong>report, Dr. Sam Ortiz, cardiology</strong>\n<br><a href="tel:6175550121">(617) 555-0121</a>\n</li>\n<li style="margin-bottom: .7rem">\n<a href="http://127.0.0.1:8765/today#MJ7Z">MJ7Z</a> <strong>call, client 6W0F</strong>\n</li>\n<li style="margin-bottom: .7rem">\n<a href="http://127.0.0.1:8765/today#YN2J">YN2J</a> <strong>check, client SXJA</strong>\n</li>\n<li style="margin-bottom: .7rem">\n<a href="http://127.0.0.1:8765/today#QFKY">QFKY</a> <strong>thank-you, Carla Reyes, physical therapy</strong>\n<br><a href="tel:6175550151">(617) 555-0151</a>\n</li>\n<li style="margin-bottom: .7rem">\n<a href="http://127.0.0.1:8765/today#XARN">XARN</a> <strong>thank-you, Tom Brandt, chiropractic</strong>\n<br><a href="tel:6175550161">(617) 555-0161</a>\n</li>\n<li style="margin-bottom: .7rem">\n<a href="http://127.0.0.1:8765/today#ZBYM">ZBYM</a> <strong>check, client YZ96</strong>\n</li>\n</ul>\n<h2 style="font-size: 1rem">BLOCKED</h2>\n<ul style="padding-left: 1.2rem">\n<li style="margin-bottom: .7rem">\n<a href="http://127.0.0.1:8765/today#5A2Q">5A2Q</a> <strong>report, nobody on file yet</strong>\n<br>nobody on file is referring, else primary care; name one with: rapport record care-team\n</li>\n<li style="margin-bottom: .7rem">\n<a href="http://127.0.0.1:8765/today#0FBT">0FBT</a> <strong>report, nobody on file yet</strong>\n<br>nobody on file is referring, else primary care; name one with: rapport record care-team\n</li>\n</ul>\n<p>Tomorrow 4, this week 4.\n<br><a href="http://127.0.0.1:8765/today">http://127.0.0.1:8765/today</a>\n</p>\n<footer style="font-size: .85rem">\nNo round yet · calendar not fetched yet · no backup yet\n</footer>\n</body>\n</html>\n','\n',char(10)),'[]','2026-11-24 14:00:00.000005','2026-11-25 01:00:00.000000','sent',1,0,'2026-11-24 14:00:00.000005',NULL,'2026-11-24 14:00:00.091396','/var/lib/rapport/outbox/132fbaf64c7a29b5b1115d91@rapport.invalid-eca6fcdf5478.eml','own',NULL,NULL,NULL);
CREATE TABLE fetches (
	feed INTEGER NOT NULL, 
	agent VARCHAR(120) NOT NULL, 
	first_at DATETIME NOT NULL, 
	last_at DATETIME NOT NULL, 
	times INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	PRIMARY KEY (feed, agent), 
	FOREIGN KEY(feed) REFERENCES feeds (id)
);
CREATE TABLE invitations (
	id INTEGER NOT NULL, 
	fact INTEGER NOT NULL, 
	provider VARCHAR(12) NOT NULL, 
	uid VARCHAR(80) NOT NULL, 
	attendee TEXT NOT NULL, 
	organizer TEXT NOT NULL, 
	sequence INTEGER NOT NULL, 
	signature VARCHAR(64) NOT NULL, 
	title TEXT NOT NULL, 
	place TEXT NOT NULL, 
	starts DATETIME NOT NULL, 
	ends DATETIME NOT NULL, 
	state VARCHAR(12) NOT NULL, 
	told BOOLEAN NOT NULL, 
	letter INTEGER NOT NULL, 
	answer VARCHAR(16) NOT NULL, 
	answered_at DATETIME, 
	proposed DATETIME, 
	created_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(provider) REFERENCES providers (code), 
	UNIQUE (uid)
);
CREATE TABLE mirrored (
	publisher VARCHAR(40) NOT NULL, 
	uid VARCHAR(80) NOT NULL, 
	href TEXT NOT NULL, 
	etag TEXT NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	starts VARCHAR(40) NOT NULL, 
	left_at DATETIME, 
	PRIMARY KEY (publisher, uid)
);
CREATE TABLE busy_sources (
	name VARCHAR(40) NOT NULL, 
	practitioner VARCHAR(40) NOT NULL, 
	address_hash VARCHAR(64) NOT NULL, 
	etag TEXT NOT NULL, 
	last_modified TEXT NOT NULL, 
	tried_at DATETIME NOT NULL, 
	fetched_at DATETIME, 
	until DATETIME, 
	complete BOOLEAN NOT NULL, 
	trouble TEXT NOT NULL, 
	PRIMARY KEY (name)
);
CREATE TABLE busy_spans (
	id INTEGER NOT NULL, 
	source VARCHAR(40) NOT NULL, 
	starts DATETIME NOT NULL, 
	ends DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(source) REFERENCES busy_sources (name)
);
CREATE INDEX ix_disclosures_client ON disclosures (client);
CREATE INDEX ix_clients_batch ON clients (batch);
CREATE INDEX ix_providers_batch ON providers (batch);
CREATE INDEX facts_client ON facts (client) WHERE current = 1;
CREATE UNIQUE INDEX facts_identity ON facts (identity) WHERE current = 1;
CREATE INDEX facts_provider ON facts (provider) WHERE current = 1;
CREATE INDEX ix_facts_batch ON facts (batch);
CREATE UNIQUE INDEX one_current ON facts (number) WHERE current = 1;
CREATE INDEX follow_ups_changed ON follow_ups (changed_at);
CREATE INDEX follow_ups_open ON follow_ups (due) WHERE state = 'open';
CREATE INDEX ix_follow_ups_client ON follow_ups (client);
CREATE INDEX ix_follow_ups_provider ON follow_ups (provider);
CREATE TRIGGER disclosures_no_update BEFORE UPDATE ON disclosures BEGIN SELECT RAISE(ABORT, 'the disclosure log is append-only'); END;
CREATE INDEX ix_sessions_practitioner ON sessions (practitioner);
CREATE INDEX ix_forms_provider ON forms (provider);
CREATE INDEX ix_submissions_form ON submissions (form);
CREATE INDEX ix_submissions_client ON submissions (client);
CREATE INDEX ix_papers_follow_up ON papers (follow_up);
CREATE INDEX ix_papers_client ON papers (client);
CREATE INDEX ix_papers_provider ON papers (provider);
CREATE INDEX outbox_waiting ON outbox (state, next_try);
CREATE TRIGGER disclosures_no_delete BEFORE DELETE ON disclosures WHEN old.number >= coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'disclosures_kept_from'), 1) BEGIN SELECT RAISE(ABORT, 'the disclosure log is append-only'); END;
CREATE INDEX ix_invitations_fact ON invitations (fact);
CREATE INDEX ix_invitations_provider ON invitations (provider);
CREATE INDEX busy_spans_source ON busy_spans (source, ends);
COMMIT;
