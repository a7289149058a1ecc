BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0005');
CREATE TABLE batches (
	id VARCHAR(12) NOT NULL, 
	at DATETIME NOT NULL, 
	files JSON NOT NULL, 
	counts JSON NOT NULL, 
	undone_at DATETIME, 
	PRIMARY KEY (id)
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
INSERT INTO "clients" VALUES('ZBMD','Ana Ruiz','maya','2026-09-25','1961-03-12','+16175550201','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('KJH9','Ben Okafor','maya','2026-09-25','1955-07-30','+16175550202','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('N74G','Rosa Diaz','maya','2026-09-25','1949-11-02','+16175550203','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('G66N','Lin Wu','maya','2026-09-25','1972-01-19','+16175550204','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('SH3V','Sami Haddad','maya','2026-09-25','1968-05-23','+16175550205','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('64PY','Eva Kowalski','maya','2026-09-25','1944-09-14','+16175550206','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('3FDD','Denise Brown','jon','2026-09-25','1958-12-08','+16175550207','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('6DX4','Luca Ferrari','jon','2026-09-25','1979-04-01','+16175550208','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('GQSQ','Mai Nguyen','jon','2026-09-25','1963-02-27','+16175550209','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('HPXN','Daniel Cohen','jon','2026-09-25','1951-10-10','+16175550210','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('SKQJ','Marta Silva','jon','2026-09-25','1966-08-18','+16175550211','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('XQ68','Nils Larsen','jon','2026-09-25','1953-06-05','+16175550212','',NULL,NULL,0,NULL);
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
INSERT INTO "disclosures" VALUES(1,'2026-11-24 14:00:00.000003','told','ZBMD','MTNX','Dr. Alan Lee','(617) 555-0142','progress and attendance','coordination of care','F3','Maya Chen','phone','F67','0000000000000000000000000000000000000000000000000000000000000000','ac6e02bfb392e6a3ba111cfb52aad29e39da8d89fc8867171cd970c1f84b4aa2');
INSERT INTO "disclosures" VALUES(2,'2026-11-24 14:00:00.000005','told','ZBMD','MTNX','Dr. Alan Lee','(617) 555-0143','progress and attendance','coordination of care','F3','Maya Chen','fax','F68','ac6e02bfb392e6a3ba111cfb52aad29e39da8d89fc8867171cd970c1f84b4aa2','6ae375c3231fb55c7aa3e68cb4add472e852c2396a1ebd50af58c106c17488eb');
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
INSERT INTO "facts" VALUES(1,1,1,1,'referral','received','2026-09-27',NULL,'ZBMD','MTNX',NULL,'{}','F1',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(2,2,1,1,'care-team','primary care','2026-09-27',NULL,'ZBMD','4FBC',NULL,'{}','F2',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(3,3,1,1,'authorization','signed','2026-09-29',NULL,'ZBMD',NULL,NULL,'{"what": "progress and attendance", "purpose": "coordination of care", "until": "2027-09-29", "signer": "client"}','F3',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(4,4,1,1,'milestone','intake','2026-09-29',NULL,'ZBMD',NULL,NULL,'{}','F4',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(5,5,1,1,'clearance','received','2026-09-30',NULL,'ZBMD','MTNX',NULL,'{"until": "2027-09-30"}','F5',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(6,6,1,1,'milestone','assessment','2026-10-01',NULL,'ZBMD',NULL,NULL,'{}','F6',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(7,7,1,1,'measure','6mwt','2026-10-01',NULL,'ZBMD',NULL,NULL,'{"unit": "m", "value": 318}','F7',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(8,8,1,1,'measure','pain_nrs','2026-11-09',NULL,'ZBMD',NULL,NULL,'{"value": 3}','F8',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(9,9,1,1,'measure','pain_nrs','2026-11-23',NULL,'ZBMD',NULL,NULL,'{"value": 6}','F9',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(10,10,1,1,'measure','6mwt','2026-11-23',NULL,'ZBMD',NULL,NULL,'{"unit": "m", "value": 382}','F10',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(11,11,1,1,'change','pain','2026-11-23',NULL,'ZBMD',NULL,NULL,'{"note": "pain at rest 6 of 10"}','F11',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(12,12,1,1,'contact','reached','2026-10-05',NULL,'ZBMD','MTNX',NULL,'{}','F12',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(13,13,1,1,'report','sent','2026-10-05',NULL,'ZBMD','MTNX',NULL,'{}','F13',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(14,14,1,1,'report','sent','2026-10-29',NULL,'ZBMD','MTNX',NULL,'{}','F14',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(15,15,1,1,'visit','scheduled','2026-11-30','10:30:00.000000','ZBMD','MTNX',NULL,'{}','F15',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(16,16,1,1,'referral','received','2026-09-25',NULL,'KJH9','4FBC',NULL,'{}','F16',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(17,17,1,1,'authorization','signed','2026-09-26',NULL,'KJH9',NULL,NULL,'{"what": "attendance, measurements, progress and changes that matter for safety in the exercise program", "purpose": "coordination of care", "until": "2027-09-26", "signer": "client"}','F17',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(18,18,1,1,'milestone','intake','2026-09-26',NULL,'KJH9',NULL,NULL,'{}','F18',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(19,19,1,1,'clearance','received','2026-09-27',NULL,'KJH9','4FBC',NULL,'{"until": "2027-09-27"}','F19',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(20,20,1,1,'milestone','assessment','2026-09-28',NULL,'KJH9',NULL,NULL,'{}','F20',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(21,21,1,1,'report','sent','2026-10-01',NULL,'KJH9','4FBC',NULL,'{}','F21',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(22,22,1,1,'contact','reached','2026-10-06',NULL,'KJH9','4FBC',NULL,'{}','F22',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(23,23,1,1,'report','sent','2026-10-27',NULL,'KJH9','4FBC',NULL,'{}','F23',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(24,24,1,1,'milestone','goal met','2026-11-22',NULL,'KJH9',NULL,NULL,'{}','F24',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(25,25,1,1,'referral','received','2026-09-25',NULL,'N74G','QX7X',NULL,'{}','F25',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(26,26,1,1,'authorization','signed','2026-09-25',NULL,'N74G',NULL,NULL,'{"what": "attendance, measurements, progress and changes that matter for safety in the exercise program", "purpose": "coordination of care", "until": "2026-11-14", "signer": "client"}','F26',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(27,27,1,1,'milestone','intake','2026-09-27',NULL,'N74G',NULL,NULL,'{}','F27',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(28,28,1,1,'clearance','received','2026-09-27',NULL,'N74G','QX7X',NULL,'{"until": "2027-03-24"}','F28',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(29,29,1,1,'milestone','assessment','2026-10-23',NULL,'N74G',NULL,NULL,'{}','F29',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(30,30,1,1,'milestone','reassessment','2026-11-21',NULL,'N74G',NULL,NULL,'{}','F30',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(31,31,1,1,'referral','received','2026-09-25',NULL,'G66N','4FBC',NULL,'{}','F31',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(32,32,1,1,'authorization','signed','2026-09-25',NULL,'G66N',NULL,NULL,'{"what": "attendance, measurements, progress and changes that matter for safety in the exercise program", "purpose": "coordination of care", "until": "2027-09-25", "signer": "client"}','F32',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(33,33,1,1,'milestone','assessment','2026-09-28',NULL,'G66N',NULL,NULL,'{}','F33',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(34,34,1,1,'report','sent','2026-10-26',NULL,'G66N','4FBC',NULL,'{}','F34',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(35,35,1,1,'preference','best time','2026-11-04',NULL,'G66N','4FBC',NULL,'{"is": "mornings"}','F35',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(36,36,1,1,'referral','received','2026-11-23',NULL,'SH3V','5MAN',NULL,'{}','F36',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(37,37,1,1,'referral','received','2026-10-15',NULL,'64PY','5FF4',NULL,'{}','F37',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(38,38,1,1,'authorization','signed','2026-10-16',NULL,'64PY',NULL,NULL,'{"what": "attendance, measurements, progress and changes that matter for safety in the exercise program", "purpose": "coordination of care", "until": "2027-10-16", "signer": "client"}','F38',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(39,39,1,1,'milestone','assessment','2026-10-19',NULL,'64PY',NULL,NULL,'{}','F39',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(40,40,1,1,'report','sent','2026-10-23',NULL,'64PY','5FF4',NULL,'{}','F40',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(41,41,1,1,'contact','reached','2026-10-28',NULL,'64PY','5FF4',NULL,'{}','F41',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(42,42,1,1,'change','fall','2026-11-23',NULL,'64PY',NULL,NULL,'{"injury": false}','F42',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(43,43,1,1,'referral','received','2026-10-05',NULL,'3FDD','QX7X',NULL,'{}','F43',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(44,44,1,1,'authorization','signed','2026-10-07',NULL,'3FDD',NULL,NULL,'{"what": "attendance, measurements, progress and changes that matter for safety in the exercise program", "purpose": "coordination of care", "until": "2026-12-06", "signer": "client"}','F44',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(45,45,1,1,'milestone','assessment','2026-10-10',NULL,'3FDD',NULL,NULL,'{}','F45',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(46,46,1,1,'report','sent','2026-10-13',NULL,'3FDD','QX7X',NULL,'{}','F46',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(47,47,1,1,'visit','scheduled','2026-12-03','14:00:00.000000','3FDD','QX7X',NULL,'{"joint": true}','F47',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(48,48,1,1,'referral','received','2026-09-30',NULL,'6DX4','516G',NULL,'{}','F48',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(49,49,1,1,'authorization','signed','2026-10-01',NULL,'6DX4',NULL,NULL,'{"what": "attendance, measurements, progress and changes that matter for safety in the exercise program", "purpose": "coordination of care", "until": "2027-10-01", "signer": "client"}','F49',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(50,50,1,1,'milestone','assessment','2026-10-05',NULL,'6DX4',NULL,NULL,'{}','F50',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(51,51,1,1,'hold','medical','2026-11-12',NULL,'6DX4',NULL,NULL,'{}','F51',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(52,52,1,1,'referral','received','2026-11-14',NULL,'GQSQ','5MAN',NULL,'{}','F52',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(53,53,1,1,'authorization','signed','2026-11-19',NULL,'GQSQ',NULL,NULL,'{"what": "attendance, measurements, progress and changes that matter for safety in the exercise program", "purpose": "coordination of care", "until": "2027-11-19", "signer": "client"}','F53',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(54,54,1,1,'milestone','intake','2026-11-19',NULL,'GQSQ',NULL,NULL,'{}','F54',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(55,55,1,1,'milestone','assessment','2026-11-21',NULL,'GQSQ',NULL,NULL,'{}','F55',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(56,56,1,1,'referral','received','2026-09-25',NULL,'HPXN','FYPR',NULL,'{}','F56',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(57,57,1,1,'authorization','signed','2026-09-25',NULL,'HPXN',NULL,NULL,'{"what": "attendance, measurements, progress and changes that matter for safety in the exercise program", "purpose": "coordination of care", "until": "2027-09-25", "signer": "client"}','F57',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(58,58,1,1,'milestone','assessment','2026-09-27',NULL,'HPXN',NULL,NULL,'{}','F58',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(59,59,1,1,'report','sent','2026-10-25',NULL,'HPXN','FYPR',NULL,'{}','F59',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(60,60,1,1,'discharge','completed','2026-11-21',NULL,'HPXN',NULL,NULL,'{}','F60',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(61,61,1,1,'referral','received','2026-11-20',NULL,'SKQJ','516G',NULL,'{}','F61',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(62,62,1,1,'milestone','assessment','2026-10-24',NULL,'XQ68',NULL,NULL,'{}','F62',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(63,63,1,1,'authorization','signed','2026-10-24',NULL,'XQ68',NULL,NULL,'{"what": "attendance, measurements, progress and changes that matter for safety in the exercise program", "purpose": "coordination of care", "until": "2027-10-24", "signer": "client"}','F63',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(64,64,1,1,'meeting','scheduled','2026-11-30','12:00:00.000000',NULL,'5MAN','maya','{"minutes": 30}','F64',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(65,65,1,1,'contact','met','2026-08-27',NULL,NULL,'ZNGS',NULL,'{}','F65',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(66,66,1,1,'form','left','2026-09-25',NULL,NULL,'5FF4',NULL,'{"count": 20, "version": "2026-09"}','F66',NULL,'2026-11-24 14:00:00.000005','the sample',0,NULL);
INSERT INTO "facts" VALUES(67,67,1,1,'contact','reached','2026-11-24',NULL,'ZBMD','MTNX',NULL,'{"channel": "phone"}','F67',NULL,'2026-11-24 14:00:00.000003','Maya Chen',0,NULL);
INSERT INTO "facts" VALUES(68,68,1,1,'contact','reached','2026-11-24',NULL,'ZBMD','MTNX',NULL,'{"channel": "fax"}','F68',NULL,'2026-11-24 14:00:00.000005','Maya Chen',0,NULL);
CREATE TABLE feed_bodies (
	feed INTEGER NOT NULL, 
	body BLOB NOT NULL, 
	PRIMARY KEY (feed), 
	FOREIGN KEY(feed) REFERENCES feeds (id)
);
INSERT INTO "feed_bodies" VALUES(1,X'424547494E3A5643414C454E4441520D0A454E443A5643414C454E4441520D0A');
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
	body_at DATETIME, kinds JSON DEFAULT '[]' NOT NULL, practice BOOLEAN DEFAULT 0 NOT NULL, alarms BOOLEAN DEFAULT 0 NOT NULL, block_from TIME, block_until TIME, trouble TEXT DEFAULT '' NOT NULL, trouble_at DATETIME, 
	PRIMARY KEY (id), 
	UNIQUE (name), 
	UNIQUE (token_hash)
);
INSERT INTO "feeds" VALUES(1,'phone','maya','bcf7da2d546e9d182b5b1d8a209f634ce0612a1ea66e5be0319283216ba52fad',0,'2026-11-24 14:00:00.000005',NULL,NULL,'','',NULL,'[]',0,0,NULL,NULL,'',NULL);
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
	trouble TEXT NOT NULL, day DATE DEFAULT '1970-01-01' NOT NULL, revision INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(client) REFERENCES clients (code), 
	FOREIGN KEY(provider) REFERENCES providers (code), 
	UNIQUE ("key")
);
INSERT INTO "follow_ups" VALUES('7P8R','authorization/first/3FDD//start/0/1','request','client',2,'2026-11-06',NULL,'2026-11-24','2026-11-06','2026-11-20','3FDD',NULL,'jon','Get the client''s signature on an authorization: authorization ends on Sun 6 Dec 2026, 20 business days before','[]','Fri 6 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Fri 6 Nov 2026"]','2026-11-06','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-06',0);
INSERT INTO "follow_ups" VALUES('PGR2','authorization/first/N74G//start/0/1','request','client',2,'2026-11-16',NULL,'2026-12-02','2026-11-16','2026-12-01','N74G',NULL,'maya','Get the client''s signature on an authorization: the authorization ended on 14 Nov 2026','[]','Sat 14 Nov 2026; Sat 14 Nov weekend, Sun 15 Nov weekend: Mon 16 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Mon 16 Nov 2026"]','2026-11-16','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-16',0);
INSERT INTO "follow_ups" VALUES('2984','authorization/second/3FDD//start/0/1','request','client',2,'2026-11-25',NULL,'2027-01-24','2026-11-25','2026-12-10','3FDD',NULL,'jon','Get the client''s signature on an authorization: authorization ends on Sun 6 Dec 2026, 20 business days before','[]','Fri 6 Nov 2026 + 13 business days = Wed 25 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Wed 25 Nov 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-11-25',0);
INSERT INTO "follow_ups" VALUES('YRCR','authorization/second/N74G//start/0/1','request','client',2,'2026-12-03',NULL,'2027-02-01','2026-12-03','2026-12-17','N74G',NULL,'maya','Get the client''s signature on an authorization: the authorization ended on 14 Nov 2026','[]','Sat 14 Nov 2026 + 13 business days = Thu 3 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Thu 3 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-12-03',0);
INSERT INTO "follow_ups" VALUES('Q24R','decline/call/ZBMD/MTNX/F9/0/1','call','provider',1,'2026-11-24',NULL,'2026-12-15','2026-11-24','2026-12-09','ZBMD','MTNX','maya','Call about a meaningful decline: meaningful decline in Pain NRS 0-10 on Mon 23 Nov 2026, held against Mon 9 Nov 2026','["F8", "F9"]','Mon 23 Nov 2026 + 1 business day = Tue 24 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Tue 24 Nov 2026"]','2026-11-24','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-24',0);
INSERT INTO "follow_ups" VALUES('J6ET','discharge-summary/report/HPXN/FYPR/F60/0/1','report','provider',2,'2026-11-25',NULL,'2027-01-24','2026-11-25','2026-12-10','HPXN','FYPR','jon','Discharge summary and thanks: discharge on Sat 21 Nov 2026','["F60"]','Sat 21 Nov 2026 + 3 business days = Wed 25 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Wed 25 Nov 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-11-25',0);
INSERT INTO "follow_ups" VALUES('6APR','fall/call/64PY/5FF4/F42/0/1','call','provider',1,'2026-11-24',NULL,'2026-12-15','2026-11-24','2026-12-09','64PY','5FF4','maya','Tell the provider of a fall: fall on Mon 23 Nov 2026','["F42"]','Mon 23 Nov 2026 + 1 business day = Tue 24 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Tue 24 Nov 2026"]','2026-11-24','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-24',0);
INSERT INTO "follow_ups" VALUES('H144','goal-met/report/KJH9/4FBC/F24/0/1','report','provider',3,'2026-11-25',NULL,'2027-01-24','2026-11-25','2026-12-10','KJH9','4FBC','maya','Report a goal that was met: goal met on Sun 22 Nov 2026','["F24"]','Sun 22 Nov 2026 + 3 business days = Wed 25 Nov 2026',NULL,'["monthly-report, which would have been due on Wed 25 Nov 2026"]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Wed 25 Nov 2026"]',NULL,NULL,NULL,NULL,'8CNN','',NULL,'','2026-11-25',0);
INSERT INTO "follow_ups" VALUES('H0B2','initial-report/report/GQSQ/5MAN/F55/0/1','report','provider',2,'2026-11-25',NULL,'2027-01-24','2026-11-25','2026-12-10','GQSQ','5MAN','jon','Report the first assessment: assessment on Sat 21 Nov 2026','["F55"]','Sat 21 Nov 2026 + 3 business days = Wed 25 Nov 2026',NULL,'[]','','open',NULL,NULL,1,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Wed 25 Nov 2026", "paced Tue 24 Nov 2026 from Wed 25 Nov 2026 to Wed 2 Dec 2026: a contact on Tue 24 Nov 2026"]',NULL,NULL,NULL,'2026-12-02',NULL,'from Wed 25 Nov 2026 to Wed 2 Dec 2026: a contact on Tue 24 Nov 2026',NULL,'','2026-12-02',0);
INSERT INTO "follow_ups" VALUES('RXW7','initial-report/report/N74G/QX7X/F29/0/1','report','provider',2,'2026-10-28',NULL,'2026-12-27','2026-10-28','2026-11-11','N74G','QX7X','maya','Report the first assessment: assessment on Fri 23 Oct 2026','["F29"]','Fri 23 Oct 2026 + 3 business days = Wed 28 Oct 2026','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Wed 28 Oct 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-10-28',0);
INSERT INTO "follow_ups" VALUES('FRGZ','initial-report/report/XQ68//F62/0/1','report','provider',2,'2026-10-28',NULL,'2026-12-27','2026-10-28','2026-11-11','XQ68',NULL,'jon','Report the first assessment: assessment on Sat 24 Oct 2026','["F62"]','Sat 24 Oct 2026 + 3 business days = Wed 28 Oct 2026','nobody on file is referring, else primary care; name one with: rapport record care-team','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Wed 28 Oct 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-10-28',0);
INSERT INTO "follow_ups" VALUES('BWB0','joint-visit/ask/3FDD/QX7X/F47/0/1','call','provider',3,'2026-11-25',NULL,'2026-12-03','2026-11-18','2026-11-25','3FDD','QX7X','jon','Prepare to attend a visit with the client: visit on Thu 3 Dec 2026 14:00','["F47"]','Thu 3 Dec 2026 - 7 days = Thu 26 Nov 2026; Thu 26 Nov Thanksgiving Day: Wed 25 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Wed 25 Nov 2026"]',NULL,NULL,NULL,NULL,'BWB0','',NULL,'','2026-11-25',0);
INSERT INTO "follow_ups" VALUES('CP00','joint-visit/attend/3FDD/QX7X/F47/0/1','visit','provider',2,'2026-12-03','14:00:00.000000','2026-12-03','2026-12-03','2026-12-03','3FDD','QX7X','jon','Prepare to attend a visit with the client: visit on Thu 3 Dec 2026 14:00','["F47"]','Thu 3 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Thu 3 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-12-03',0);
INSERT INTO "follow_ups" VALUES('GFV8','monthly-report/report/3FDD/QX7X/F45/1/1','report','provider',2,'2026-11-06',NULL,'2026-12-08','2026-10-30','2026-11-20','3FDD','QX7X','jon','Regular progress report: assessment on Sat 10 Oct 2026; every 30 days: Mon 9 Nov 2026','["F45"]','Mon 9 Nov 2026 - 2 days = Sat 7 Nov 2026; Sat 7 Nov weekend: Fri 6 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Fri 6 Nov 2026"]','2026-11-06','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-06',0);
INSERT INTO "follow_ups" VALUES('YK35','monthly-report/report/3FDD/QX7X/F45/3/1','report','provider',2,'2027-01-06',NULL,'2027-02-06','2026-12-29','2027-01-21','3FDD','QX7X','jon','Regular progress report: assessment on Sat 10 Oct 2026; every 30 days: Fri 8 Jan 2027','["F45"]','Fri 8 Jan 2027 - 2 days = Wed 6 Jan 2027','the authorization ended on 6 Dec 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Wed 6 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-01-06',0);
INSERT INTO "follow_ups" VALUES('GE62','monthly-report/report/3FDD/QX7X/F45/4/1','report','provider',2,'2027-02-05',NULL,'2027-03-08','2027-01-29','2027-02-22','3FDD','QX7X','jon','Regular progress report: assessment on Sat 10 Oct 2026; every 30 days: Sun 7 Feb 2027','["F45"]','Sun 7 Feb 2027 - 2 days = Fri 5 Feb 2027','the authorization ended on 6 Dec 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Fri 5 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-02-05',0);
INSERT INTO "follow_ups" VALUES('0VAT','monthly-report/report/3FDD/QX7X/F45/5/1','report','provider',2,'2027-03-05',NULL,'2027-04-07','2027-02-26','2027-03-19','3FDD','QX7X','jon','Regular progress report: assessment on Sat 10 Oct 2026; every 30 days: Tue 9 Mar 2027','["F45"]','Tue 9 Mar 2027 - 2 days = Sun 7 Mar 2027; Sun 7 Mar weekend, Sat 6 Mar weekend: Fri 5 Mar 2027','the authorization ended on 6 Dec 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Fri 5 Mar 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-03-05',0);
INSERT INTO "follow_ups" VALUES('EF2J','monthly-report/report/3FDD/QX7X/F45/6/1','report','provider',2,'2027-04-06',NULL,'2027-05-07','2027-03-30','2027-04-20','3FDD','QX7X','jon','Regular progress report: assessment on Sat 10 Oct 2026; every 30 days: Thu 8 Apr 2027','["F45"]','Thu 8 Apr 2027 - 2 days = Tue 6 Apr 2027','the authorization ended on 6 Dec 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Tue 6 Apr 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-04-06',0);
INSERT INTO "follow_ups" VALUES('72Q5','monthly-report/report/3FDD/QX7X/F45/7/1','report','provider',2,'2027-05-06',NULL,'2027-06-06','2027-04-29','2027-05-20','3FDD','QX7X','jon','Regular progress report: assessment on Sat 10 Oct 2026; every 30 days: Sat 8 May 2027','["F45"]','Sat 8 May 2027 - 2 days = Thu 6 May 2027','the authorization ended on 6 Dec 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Thu 6 May 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-05-06',0);
INSERT INTO "follow_ups" VALUES('E1R4','monthly-report/report/64PY/5FF4/F39/1/1','report','provider',2,'2026-11-16',NULL,'2026-12-17','2026-11-09','2026-12-01','64PY','5FF4','maya','Regular progress report: assessment on Mon 19 Oct 2026; every 30 days: Wed 18 Nov 2026','["F39"]','Wed 18 Nov 2026 - 2 days = Mon 16 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Mon 16 Nov 2026"]','2026-11-16','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-16',0);
INSERT INTO "follow_ups" VALUES('H7XJ','monthly-report/report/64PY/5FF4/F39/2/1','report','provider',2,'2026-12-16',NULL,'2027-01-16','2026-12-09','2026-12-31','64PY','5FF4','maya','Regular progress report: assessment on Mon 19 Oct 2026; every 30 days: Fri 18 Dec 2026','["F39"]','Fri 18 Dec 2026 - 2 days = Wed 16 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Wed 16 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-12-16',0);
INSERT INTO "follow_ups" VALUES('TBK1','monthly-report/report/64PY/5FF4/F39/3/1','report','provider',2,'2027-01-15',NULL,'2027-02-15','2027-01-08','2027-02-01','64PY','5FF4','maya','Regular progress report: assessment on Mon 19 Oct 2026; every 30 days: Sun 17 Jan 2027','["F39"]','Sun 17 Jan 2027 - 2 days = Fri 15 Jan 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Fri 15 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-01-15',0);
INSERT INTO "follow_ups" VALUES('V5JC','monthly-report/report/64PY/5FF4/F39/4/1','report','provider',2,'2027-02-12',NULL,'2027-03-17','2027-02-05','2027-03-01','64PY','5FF4','maya','Regular progress report: assessment on Mon 19 Oct 2026; every 30 days: Tue 16 Feb 2027','["F39"]','Tue 16 Feb 2027 - 2 days = Sun 14 Feb 2027; Sun 14 Feb weekend, Sat 13 Feb weekend: Fri 12 Feb 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Fri 12 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-02-12',0);
INSERT INTO "follow_ups" VALUES('4T8K','monthly-report/report/64PY/5FF4/F39/5/1','report','provider',2,'2027-03-16',NULL,'2027-04-16','2027-03-09','2027-03-30','64PY','5FF4','maya','Regular progress report: assessment on Mon 19 Oct 2026; every 30 days: Thu 18 Mar 2027','["F39"]','Thu 18 Mar 2027 - 2 days = Tue 16 Mar 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Tue 16 Mar 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-03-16',0);
INSERT INTO "follow_ups" VALUES('A8YS','monthly-report/report/64PY/5FF4/F39/6/1','report','provider',2,'2027-04-15',NULL,'2027-05-16','2027-04-08','2027-04-29','64PY','5FF4','maya','Regular progress report: assessment on Mon 19 Oct 2026; every 30 days: Sat 17 Apr 2027','["F39"]','Sat 17 Apr 2027 - 2 days = Thu 15 Apr 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Thu 15 Apr 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-04-15',0);
INSERT INTO "follow_ups" VALUES('ZADK','monthly-report/report/64PY/5FF4/F39/7/1','report','provider',2,'2027-05-14',NULL,'2027-06-15','2027-05-07','2027-05-28','64PY','5FF4','maya','Regular progress report: assessment on Mon 19 Oct 2026; every 30 days: Mon 17 May 2027','["F39"]','Mon 17 May 2027 - 2 days = Sat 15 May 2027; Sat 15 May weekend: Fri 14 May 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Fri 14 May 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-05-14',0);
INSERT INTO "follow_ups" VALUES('8CNN','monthly-report/report/G66N/4FBC/F33/2/1','report','provider',2,'2026-11-25',NULL,'2026-12-26','2026-11-18','2026-12-10','G66N','4FBC','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Fri 27 Nov 2026','["F33"]','Fri 27 Nov 2026 - 2 days = Wed 25 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Wed 25 Nov 2026"]',NULL,NULL,NULL,NULL,'8CNN','',NULL,'','2026-11-25',0);
INSERT INTO "follow_ups" VALUES('6QV3','monthly-report/report/G66N/4FBC/F33/3/1','report','provider',2,'2026-12-24',NULL,'2027-01-25','2026-12-17','2027-01-11','G66N','4FBC','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Sun 27 Dec 2026','["F33"]','Sun 27 Dec 2026 - 2 days = Fri 25 Dec 2026; Fri 25 Dec Christmas Day: Thu 24 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Thu 24 Dec 2026"]',NULL,NULL,NULL,NULL,'6QV3','',NULL,'','2026-12-24',0);
INSERT INTO "follow_ups" VALUES('DGQK','monthly-report/report/G66N/4FBC/F33/4/1','report','provider',2,'2027-01-22',NULL,'2027-02-24','2027-01-14','2027-02-05','G66N','4FBC','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Tue 26 Jan 2027','["F33"]','Tue 26 Jan 2027 - 2 days = Sun 24 Jan 2027; Sun 24 Jan weekend, Sat 23 Jan weekend: Fri 22 Jan 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Fri 22 Jan 2027"]',NULL,NULL,NULL,NULL,'DGQK','',NULL,'','2027-01-22',0);
INSERT INTO "follow_ups" VALUES('PN8M','monthly-report/report/G66N/4FBC/F33/5/1','report','provider',2,'2027-02-23',NULL,'2027-03-26','2027-02-16','2027-03-09','G66N','4FBC','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Thu 25 Feb 2027','["F33"]','Thu 25 Feb 2027 - 2 days = Tue 23 Feb 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Tue 23 Feb 2027"]',NULL,NULL,NULL,NULL,'PN8M','',NULL,'','2027-02-23',0);
INSERT INTO "follow_ups" VALUES('BPVS','monthly-report/report/G66N/4FBC/F33/6/1','report','provider',2,'2027-03-25',NULL,'2027-04-25','2027-03-18','2027-04-08','G66N','4FBC','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Sat 27 Mar 2027','["F33"]','Sat 27 Mar 2027 - 2 days = Thu 25 Mar 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Thu 25 Mar 2027"]',NULL,NULL,NULL,NULL,'BPVS','',NULL,'','2027-03-25',0);
INSERT INTO "follow_ups" VALUES('8RVQ','monthly-report/report/G66N/4FBC/F33/7/1','report','provider',2,'2027-04-23',NULL,'2027-05-25','2027-04-16','2027-05-07','G66N','4FBC','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Mon 26 Apr 2027','["F33"]','Mon 26 Apr 2027 - 2 days = Sat 24 Apr 2027; Sat 24 Apr weekend: Fri 23 Apr 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Fri 23 Apr 2027"]',NULL,NULL,NULL,NULL,'8RVQ','',NULL,'','2027-04-23',0);
INSERT INTO "follow_ups" VALUES('XYWF','monthly-report/report/G66N/4FBC/F33/8/1','report','provider',2,'2027-05-24',NULL,'2027-06-24','2027-05-17','2027-06-08','G66N','4FBC','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Wed 26 May 2027','["F33"]','Wed 26 May 2027 - 2 days = Mon 24 May 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Mon 24 May 2027"]',NULL,NULL,NULL,NULL,'XYWF','',NULL,'','2027-05-24',0);
INSERT INTO "follow_ups" VALUES('ECRC','monthly-report/report/GQSQ/5MAN/F55/1/1','report','provider',2,'2026-12-17',NULL,'2027-01-19','2026-12-10','2027-01-04','GQSQ','5MAN','jon','Regular progress report: assessment on Sat 21 Nov 2026; every 30 days: Mon 21 Dec 2026','["F55"]','Mon 21 Dec 2026 - 2 days = Sat 19 Dec 2026; Sat 19 Dec weekend, Fri 18 Dec Carla Reyes''s office is closed: Thu 17 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Thu 17 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-12-17',0);
INSERT INTO "follow_ups" VALUES('TB4X','monthly-report/report/GQSQ/5MAN/F55/2/1','report','provider',2,'2027-01-14',NULL,'2027-02-18','2027-01-07','2027-01-29','GQSQ','5MAN','jon','Regular progress report: assessment on Sat 21 Nov 2026; every 30 days: Wed 20 Jan 2027','["F55"]','Wed 20 Jan 2027 - 2 days = Mon 18 Jan 2027; Mon 18 Jan Martin Luther King Jr. Day, Sun 17 Jan weekend, Sat 16 Jan weekend, Fri 15 Jan Carla Reyes''s office is closed: Thu 14 Jan 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Thu 14 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-01-14',0);
INSERT INTO "follow_ups" VALUES('WQAC','monthly-report/report/GQSQ/5MAN/F55/3/1','report','provider',2,'2027-02-17',NULL,'2027-03-20','2027-02-09','2027-03-03','GQSQ','5MAN','jon','Regular progress report: assessment on Sat 21 Nov 2026; every 30 days: Fri 19 Feb 2027','["F55"]','Fri 19 Feb 2027 - 2 days = Wed 17 Feb 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Wed 17 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-02-17',0);
INSERT INTO "follow_ups" VALUES('15RB','monthly-report/report/GQSQ/5MAN/F55/4/1','report','provider',2,'2027-03-18',NULL,'2027-04-19','2027-03-11','2027-04-01','GQSQ','5MAN','jon','Regular progress report: assessment on Sat 21 Nov 2026; every 30 days: Sun 21 Mar 2027','["F55"]','Sun 21 Mar 2027 - 2 days = Fri 19 Mar 2027; Fri 19 Mar Carla Reyes''s office is closed: Thu 18 Mar 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Thu 18 Mar 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-03-18',0);
INSERT INTO "follow_ups" VALUES('6X67','monthly-report/report/GQSQ/5MAN/F55/5/1','report','provider',2,'2027-04-15',NULL,'2027-05-19','2027-04-08','2027-04-29','GQSQ','5MAN','jon','Regular progress report: assessment on Sat 21 Nov 2026; every 30 days: Tue 20 Apr 2027','["F55"]','Tue 20 Apr 2027 - 2 days = Sun 18 Apr 2027; Sun 18 Apr weekend, Sat 17 Apr weekend, Fri 16 Apr Carla Reyes''s office is closed: Thu 15 Apr 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Thu 15 Apr 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-04-15',0);
INSERT INTO "follow_ups" VALUES('8D4F','monthly-report/report/GQSQ/5MAN/F55/6/1','report','provider',2,'2027-05-18',NULL,'2027-06-18','2027-05-11','2027-06-02','GQSQ','5MAN','jon','Regular progress report: assessment on Sat 21 Nov 2026; every 30 days: Thu 20 May 2027','["F55"]','Thu 20 May 2027 - 2 days = Tue 18 May 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Tue 18 May 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-05-18',0);
INSERT INTO "follow_ups" VALUES('S4V9','monthly-report/report/KJH9/4FBC/F20/3/1','report','provider',2,'2026-12-24',NULL,'2027-01-25','2026-12-17','2027-01-11','KJH9','4FBC','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Sun 27 Dec 2026','["F20"]','Sun 27 Dec 2026 - 2 days = Fri 25 Dec 2026; Fri 25 Dec Christmas Day: Thu 24 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Thu 24 Dec 2026"]',NULL,NULL,NULL,NULL,'6QV3','',NULL,'','2026-12-24',0);
INSERT INTO "follow_ups" VALUES('AT38','monthly-report/report/KJH9/4FBC/F20/4/1','report','provider',2,'2027-01-22',NULL,'2027-02-24','2027-01-14','2027-02-05','KJH9','4FBC','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Tue 26 Jan 2027','["F20"]','Tue 26 Jan 2027 - 2 days = Sun 24 Jan 2027; Sun 24 Jan weekend, Sat 23 Jan weekend: Fri 22 Jan 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Fri 22 Jan 2027"]',NULL,NULL,NULL,NULL,'DGQK','',NULL,'','2027-01-22',0);
INSERT INTO "follow_ups" VALUES('5X0M','monthly-report/report/KJH9/4FBC/F20/5/1','report','provider',2,'2027-02-23',NULL,'2027-03-26','2027-02-16','2027-03-09','KJH9','4FBC','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Thu 25 Feb 2027','["F20"]','Thu 25 Feb 2027 - 2 days = Tue 23 Feb 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Tue 23 Feb 2027"]',NULL,NULL,NULL,NULL,'PN8M','',NULL,'','2027-02-23',0);
INSERT INTO "follow_ups" VALUES('GNPH','monthly-report/report/KJH9/4FBC/F20/6/1','report','provider',2,'2027-03-25',NULL,'2027-04-25','2027-03-18','2027-04-08','KJH9','4FBC','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Sat 27 Mar 2027','["F20"]','Sat 27 Mar 2027 - 2 days = Thu 25 Mar 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Thu 25 Mar 2027"]',NULL,NULL,NULL,NULL,'BPVS','',NULL,'','2027-03-25',0);
INSERT INTO "follow_ups" VALUES('QV9P','monthly-report/report/KJH9/4FBC/F20/7/1','report','provider',2,'2027-04-23',NULL,'2027-05-25','2027-04-16','2027-05-07','KJH9','4FBC','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Mon 26 Apr 2027','["F20"]','Mon 26 Apr 2027 - 2 days = Sat 24 Apr 2027; Sat 24 Apr weekend: Fri 23 Apr 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Fri 23 Apr 2027"]',NULL,NULL,NULL,NULL,'8RVQ','',NULL,'','2027-04-23',0);
INSERT INTO "follow_ups" VALUES('19WX','monthly-report/report/KJH9/4FBC/F20/8/1','report','provider',2,'2027-05-24',NULL,'2027-06-24','2027-05-17','2027-06-08','KJH9','4FBC','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Wed 26 May 2027','["F20"]','Wed 26 May 2027 - 2 days = Mon 24 May 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Mon 24 May 2027"]',NULL,NULL,NULL,NULL,'XYWF','',NULL,'','2027-05-24',0);
INSERT INTO "follow_ups" VALUES('4HWF','monthly-report/report/N74G/QX7X/F29/1/1','report','provider',2,'2026-11-20',NULL,'2026-12-21','2026-11-13','2026-12-07','N74G','QX7X','maya','Regular progress report: assessment on Fri 23 Oct 2026; every 30 days: Sun 22 Nov 2026','["F29"]','Sun 22 Nov 2026 - 2 days = Fri 20 Nov 2026','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Fri 20 Nov 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-11-20',0);
INSERT INTO "follow_ups" VALUES('KQMC','monthly-report/report/N74G/QX7X/F29/2/1','report','provider',2,'2026-12-18',NULL,'2027-01-20','2026-12-11','2027-01-05','N74G','QX7X','maya','Regular progress report: assessment on Fri 23 Oct 2026; every 30 days: Tue 22 Dec 2026','["F29"]','Tue 22 Dec 2026 - 2 days = Sun 20 Dec 2026; Sun 20 Dec weekend, Sat 19 Dec weekend: Fri 18 Dec 2026','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Fri 18 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-12-18',0);
INSERT INTO "follow_ups" VALUES('W6E9','monthly-report/report/N74G/QX7X/F29/3/1','report','provider',2,'2027-01-19',NULL,'2027-02-19','2027-01-11','2027-02-02','N74G','QX7X','maya','Regular progress report: assessment on Fri 23 Oct 2026; every 30 days: Thu 21 Jan 2027','["F29"]','Thu 21 Jan 2027 - 2 days = Tue 19 Jan 2027','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Tue 19 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-01-19',0);
INSERT INTO "follow_ups" VALUES('ERCM','monthly-report/report/N74G/QX7X/F29/4/1','report','provider',2,'2027-02-18',NULL,'2027-03-21','2027-02-10','2027-03-04','N74G','QX7X','maya','Regular progress report: assessment on Fri 23 Oct 2026; every 30 days: Sat 20 Feb 2027','["F29"]','Sat 20 Feb 2027 - 2 days = Thu 18 Feb 2027','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Thu 18 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-02-18',0);
INSERT INTO "follow_ups" VALUES('MNM4','monthly-report/report/N74G/QX7X/F29/5/1','report','provider',2,'2027-03-19',NULL,'2027-04-20','2027-03-12','2027-04-02','N74G','QX7X','maya','Regular progress report: assessment on Fri 23 Oct 2026; every 30 days: Mon 22 Mar 2027','["F29"]','Mon 22 Mar 2027 - 2 days = Sat 20 Mar 2027; Sat 20 Mar weekend: Fri 19 Mar 2027','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Fri 19 Mar 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-03-19',0);
INSERT INTO "follow_ups" VALUES('Y779','monthly-report/report/N74G/QX7X/F29/6/1','report','provider',2,'2027-04-19',NULL,'2027-05-20','2027-04-12','2027-05-03','N74G','QX7X','maya','Regular progress report: assessment on Fri 23 Oct 2026; every 30 days: Wed 21 Apr 2027','["F29"]','Wed 21 Apr 2027 - 2 days = Mon 19 Apr 2027','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Mon 19 Apr 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-04-19',0);
INSERT INTO "follow_ups" VALUES('WH9P','monthly-report/report/N74G/QX7X/F29/7/1','report','provider',2,'2027-05-19',NULL,'2027-06-19','2027-05-12','2027-06-03','N74G','QX7X','maya','Regular progress report: assessment on Fri 23 Oct 2026; every 30 days: Fri 21 May 2027','["F29"]','Fri 21 May 2027 - 2 days = Wed 19 May 2027','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Wed 19 May 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-05-19',0);
INSERT INTO "follow_ups" VALUES('R2KT','monthly-report/report/XQ68//F62/1/1','report','provider',2,'2026-11-20',NULL,'2026-12-22','2026-11-13','2026-12-07','XQ68',NULL,'jon','Regular progress report: assessment on Sat 24 Oct 2026; every 30 days: Mon 23 Nov 2026','["F62"]','Mon 23 Nov 2026 - 2 days = Sat 21 Nov 2026; Sat 21 Nov weekend: Fri 20 Nov 2026','nobody on file is referring, else primary care; name one with: rapport record care-team','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Fri 20 Nov 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-11-20',0);
INSERT INTO "follow_ups" VALUES('8VJ1','monthly-report/report/XQ68//F62/2/1','report','provider',2,'2026-12-21',NULL,'2027-01-21','2026-12-14','2027-01-06','XQ68',NULL,'jon','Regular progress report: assessment on Sat 24 Oct 2026; every 30 days: Wed 23 Dec 2026','["F62"]','Wed 23 Dec 2026 - 2 days = Mon 21 Dec 2026','nobody on file is referring, else primary care; name one with: rapport record care-team','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Mon 21 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-12-21',0);
INSERT INTO "follow_ups" VALUES('ZQGM','monthly-report/report/XQ68//F62/3/1','report','provider',2,'2027-01-20',NULL,'2027-02-20','2027-01-12','2027-02-03','XQ68',NULL,'jon','Regular progress report: assessment on Sat 24 Oct 2026; every 30 days: Fri 22 Jan 2027','["F62"]','Fri 22 Jan 2027 - 2 days = Wed 20 Jan 2027','nobody on file is referring, else primary care; name one with: rapport record care-team','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Wed 20 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-01-20',0);
INSERT INTO "follow_ups" VALUES('FG8T','monthly-report/report/XQ68//F62/4/1','report','provider',2,'2027-02-19',NULL,'2027-03-22','2027-02-11','2027-03-05','XQ68',NULL,'jon','Regular progress report: assessment on Sat 24 Oct 2026; every 30 days: Sun 21 Feb 2027','["F62"]','Sun 21 Feb 2027 - 2 days = Fri 19 Feb 2027','nobody on file is referring, else primary care; name one with: rapport record care-team','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Fri 19 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-02-19',0);
INSERT INTO "follow_ups" VALUES('D3EP','monthly-report/report/XQ68//F62/5/1','report','provider',2,'2027-03-19',NULL,'2027-04-21','2027-03-12','2027-04-02','XQ68',NULL,'jon','Regular progress report: assessment on Sat 24 Oct 2026; every 30 days: Tue 23 Mar 2027','["F62"]','Tue 23 Mar 2027 - 2 days = Sun 21 Mar 2027; Sun 21 Mar weekend, Sat 20 Mar weekend: Fri 19 Mar 2027','nobody on file is referring, else primary care; name one with: rapport record care-team','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Fri 19 Mar 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-03-19',0);
INSERT INTO "follow_ups" VALUES('47DW','monthly-report/report/XQ68//F62/6/1','report','provider',2,'2027-04-20',NULL,'2027-05-21','2027-04-13','2027-05-04','XQ68',NULL,'jon','Regular progress report: assessment on Sat 24 Oct 2026; every 30 days: Thu 22 Apr 2027','["F62"]','Thu 22 Apr 2027 - 2 days = Tue 20 Apr 2027','nobody on file is referring, else primary care; name one with: rapport record care-team','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Tue 20 Apr 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-04-20',0);
INSERT INTO "follow_ups" VALUES('3SMW','monthly-report/report/XQ68//F62/7/1','report','provider',2,'2027-05-20',NULL,'2027-06-20','2027-05-13','2027-06-04','XQ68',NULL,'jon','Regular progress report: assessment on Sat 24 Oct 2026; every 30 days: Sat 22 May 2027','["F62"]','Sat 22 May 2027 - 2 days = Thu 20 May 2027','nobody on file is referring, else primary care; name one with: rapport record care-team','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Thu 20 May 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-05-20',0);
INSERT INTO "follow_ups" VALUES('39TT','monthly-report/report/ZBMD/MTNX/F6/3/1','report','provider',2,'2026-12-28',NULL,'2027-01-28','2026-12-18','2027-01-12','ZBMD','MTNX','maya','Regular progress report: assessment on Thu 1 Oct 2026; every 30 days: Wed 30 Dec 2026','["F6"]','Wed 30 Dec 2026 - 2 days = Mon 28 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Mon 28 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-12-28',0);
INSERT INTO "follow_ups" VALUES('6HK2','monthly-report/report/ZBMD/MTNX/F6/4/1','report','provider',2,'2027-01-27',NULL,'2027-02-27','2027-01-20','2027-02-10','ZBMD','MTNX','maya','Regular progress report: assessment on Thu 1 Oct 2026; every 30 days: Fri 29 Jan 2027','["F6"]','Fri 29 Jan 2027 - 2 days = Wed 27 Jan 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Wed 27 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-01-27',0);
INSERT INTO "follow_ups" VALUES('DAAQ','monthly-report/report/ZBMD/MTNX/F6/5/1','report','provider',2,'2027-02-26',NULL,'2027-03-29','2027-02-19','2027-03-12','ZBMD','MTNX','maya','Regular progress report: assessment on Thu 1 Oct 2026; every 30 days: Sun 28 Feb 2027','["F6"]','Sun 28 Feb 2027 - 2 days = Fri 26 Feb 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Fri 26 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-02-26',0);
INSERT INTO "follow_ups" VALUES('W522','monthly-report/report/ZBMD/MTNX/F6/6/1','report','provider',2,'2027-03-26',NULL,'2027-04-28','2027-03-19','2027-04-09','ZBMD','MTNX','maya','Regular progress report: assessment on Thu 1 Oct 2026; every 30 days: Tue 30 Mar 2027','["F6"]','Tue 30 Mar 2027 - 2 days = Sun 28 Mar 2027; Sun 28 Mar weekend, Sat 27 Mar weekend: Fri 26 Mar 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Fri 26 Mar 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-03-26',0);
INSERT INTO "follow_ups" VALUES('1238','monthly-report/report/ZBMD/MTNX/F6/7/1','report','provider',2,'2027-04-27',NULL,'2027-05-28','2027-04-20','2027-05-11','ZBMD','MTNX','maya','Regular progress report: assessment on Thu 1 Oct 2026; every 30 days: Thu 29 Apr 2027','["F6"]','Thu 29 Apr 2027 - 2 days = Tue 27 Apr 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Tue 27 Apr 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-04-27',0);
INSERT INTO "follow_ups" VALUES('D9CA','monthly-report/report/ZBMD/MTNX/F6/8/1','report','provider',2,'2027-05-27',NULL,'2027-06-27','2027-05-20','2027-06-11','ZBMD','MTNX','maya','Regular progress report: assessment on Thu 1 Oct 2026; every 30 days: Sat 29 May 2027','["F6"]','Sat 29 May 2027 - 2 days = Thu 27 May 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Thu 27 May 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-05-27',0);
INSERT INTO "follow_ups" VALUES('0A8B','next-visit/check/GQSQ//start/0/1','check','client',3,'2026-11-24',NULL,'2026-12-24','2026-11-24','2026-12-09','GQSQ',NULL,'jon','Ask when the next visit to the doctor is: no next visit is known','[]','Thu 19 Nov 2026 + 3 business days = Tue 24 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Tue 24 Nov 2026"]','2026-11-24','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-24',0);
INSERT INTO "follow_ups" VALUES('M0JF','next-visit/check/XQ68//start/0/1','check','client',3,'2026-10-28',NULL,'2026-11-27','2026-10-28','2026-11-11','XQ68',NULL,'jon','Ask when the next visit to the doctor is: no next visit is known','[]','Sat 24 Oct 2026 + 3 business days = Wed 28 Oct 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Wed 28 Oct 2026"]','2026-10-28','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-10-28',0);
INSERT INTO "follow_ups" VALUES('CH2S','reach-new-client/call/SH3V//F36/0/1','call','client',2,'2026-11-24',NULL,'2026-12-15','2026-11-24','2026-12-09','SH3V',NULL,'maya','Reach a referred client: referral on Mon 23 Nov 2026','["F36"]','Mon 23 Nov 2026 + 1 business day = Tue 24 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Tue 24 Nov 2026"]','2026-11-24','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-24',0);
INSERT INTO "follow_ups" VALUES('QZKE','reach-new-client/call/SKQJ//F61/0/1','call','client',2,'2026-11-23',NULL,'2026-12-14','2026-11-23','2026-12-08','SKQJ',NULL,'jon','Reach a referred client: referral on Fri 20 Nov 2026','["F61"]','Fri 20 Nov 2026 + 1 business day = Mon 23 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Mon 23 Nov 2026"]','2026-11-23','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-23',0);
INSERT INTO "follow_ups" VALUES('95NB','thank-referrer/thank-you/GQSQ/5MAN/F52/0/1','thank_you','provider',3,'2026-11-16',NULL,'2026-12-07','2026-11-16','2026-12-01','GQSQ','5MAN','jon','Thank the provider for a referral: referral on Sat 14 Nov 2026','["F52"]','Sat 14 Nov 2026 + 1 business day = Mon 16 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Mon 16 Nov 2026"]','2026-11-16','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-16',0);
INSERT INTO "follow_ups" VALUES('PDE7','thank-referrer/thank-you/SH3V/5MAN/F36/0/1','thank_you','provider',3,'2026-11-24',NULL,'2026-12-15','2026-11-24','2026-12-09','SH3V','5MAN','maya','Thank the provider for a referral: referral on Mon 23 Nov 2026','["F36"]','Mon 23 Nov 2026 + 1 business day = Tue 24 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Tue 24 Nov 2026"]','2026-11-24','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-24',0);
INSERT INTO "follow_ups" VALUES('7M1M','thank-referrer/thank-you/SKQJ/516G/F61/0/1','thank_you','provider',3,'2026-11-23',NULL,'2026-12-14','2026-11-23','2026-12-08','SKQJ','516G','jon','Thank the provider for a referral: referral on Fri 20 Nov 2026','["F61"]','Fri 20 Nov 2026 + 1 business day = Mon 23 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Mon 23 Nov 2026"]','2026-11-23','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-23',0);
INSERT INTO "follow_ups" VALUES('Q4RJ','touch-A/referral-form//4FBC/start/0/1','referral_form','provider',4,'2026-12-03',NULL,'2027-02-01','2026-12-03','2026-12-17',NULL,'4FBC','maya','Stay in touch with A offices: last in touch on Tue 27 Oct 2026 + 30 days','["F23"]','Thu 26 Nov 2026 + 5 business days = Thu 3 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Thu 3 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-12-03',0);
INSERT INTO "follow_ups" VALUES('44DS','touch-A/referral-form//5MAN/start/0/1','referral_form','provider',4,'2026-12-21',NULL,'2027-02-19','2026-12-21','2027-01-06',NULL,'5MAN','maya','Stay in touch with A offices: never in touch since Fri 25 Sep 2026, first touches spread over eight weeks (+ 48 days) + 30 days','[]','Sat 12 Dec 2026 + 5 business days = Fri 18 Dec 2026; Fri 18 Dec Carla Reyes''s office is closed, Sat 19 Dec weekend, Sun 20 Dec weekend: Mon 21 Dec 2026',NULL,'[]','','open',NULL,NULL,1,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Mon 21 Dec 2026", "paced Tue 24 Nov 2026 from Mon 21 Dec 2026 to Thu 24 Dec 2026: a contact on Thu 17 Dec 2026"]',NULL,NULL,NULL,'2026-12-24',NULL,'from Mon 21 Dec 2026 to Thu 24 Dec 2026: a contact on Thu 17 Dec 2026',NULL,'','2026-12-24',0);
INSERT INTO "follow_ups" VALUES('T1Q4','touch-A/referral-form//MTNX/start/0/1','referral_form','provider',4,'2027-01-04',NULL,'2027-03-05','2027-01-04','2027-01-19',NULL,'MTNX','maya','Stay in touch with A offices: last in touch on Tue 24 Nov 2026 + 30 days','["F68"]','Thu 24 Dec 2026 + 5 business days = Mon 4 Jan 2027',NULL,'[]','','open',NULL,NULL,2,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Fri 4 Dec 2026", "moved Tue 24 Nov 2026 from Fri 4 Dec 2026 to Mon 4 Jan 2027", "paced Tue 24 Nov 2026 from Mon 4 Jan 2027 to Tue 5 Jan 2027: a contact on Mon 28 Dec 2026"]',NULL,NULL,NULL,'2027-01-05',NULL,'from Mon 4 Jan 2027 to Tue 5 Jan 2027: a contact on Mon 28 Dec 2026',NULL,'','2027-01-05',0);
INSERT INTO "follow_ups" VALUES('53JH','touch-B/referral-form//516G/start/0/1','referral_form','provider',4,'2027-02-22',NULL,'2027-04-23','2027-02-22','2027-03-08',NULL,'516G','maya','Stay in touch with B offices: never in touch since Fri 25 Sep 2026, first touches spread over eight weeks (+ 52 days) + 90 days','[]','Sun 14 Feb 2027 + 5 business days = Mon 22 Feb 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Mon 22 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-02-22',0);
INSERT INTO "follow_ups" VALUES('B6HM','touch-B/referral-form//5FF4/start/0/1','referral_form','provider',4,'2027-02-02',NULL,'2027-04-03','2027-02-02','2027-02-17',NULL,'5FF4','maya','Stay in touch with B offices: last in touch on Wed 28 Oct 2026 + 90 days','["F41"]','Tue 26 Jan 2027 + 5 business days = Tue 2 Feb 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Tue 2 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-02-02',0);
INSERT INTO "follow_ups" VALUES('FVYX','touch-B/referral-form//QX7X/start/0/1','referral_form','provider',4,'2027-01-19',NULL,'2027-03-20','2027-01-19','2027-02-02',NULL,'QX7X','maya','Stay in touch with B offices: last in touch on Tue 13 Oct 2026 + 90 days','["F46"]','Mon 11 Jan 2027 + 5 business days = Tue 19 Jan 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Tue 19 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-01-19',0);
INSERT INTO "follow_ups" VALUES('0KY6','touch-B/referral-form//ZNGS/start/0/1','referral_form','provider',4,'2026-12-03',NULL,'2027-02-01','2026-12-03','2026-12-17',NULL,'ZNGS','maya','Stay in touch with B offices: last in touch on Thu 27 Aug 2026 + 90 days','["F65"]','Wed 25 Nov 2026 + 5 business days = Thu 3 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Thu 3 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-12-03',0);
INSERT INTO "follow_ups" VALUES('HA64','visit-report/report/3FDD/QX7X/F47/0/1','report','provider',2,'2026-11-30',NULL,'2026-12-03','2026-11-20','2026-11-30','3FDD','QX7X','jon','Report before the visit: visit on Thu 3 Dec 2026 14:00','["F47"]','Thu 3 Dec 2026 - 3 business days = Mon 30 Nov 2026',NULL,'["monthly-report, which would have been due on Mon 7 Dec 2026"]','','open',NULL,NULL,1,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000005',NULL,'','','["planned Tue 24 Nov 2026 for Mon 30 Nov 2026", "paced Tue 24 Nov 2026 from Mon 30 Nov 2026 to Wed 25 Nov 2026: one contact for several"]',NULL,NULL,NULL,'2026-11-25','BWB0','from Mon 30 Nov 2026 to Wed 25 Nov 2026: one contact for several',NULL,'','2026-11-25',0);
INSERT INTO "follow_ups" VALUES('KTX9','visit-report/report/ZBMD/MTNX/F15/0/1','report','provider',2,'2026-11-24',NULL,'2026-11-30','2026-11-17','2026-11-24','ZBMD','MTNX','maya','Report before the visit: visit on Mon 30 Nov 2026 10:30','["F15"]','Mon 30 Nov 2026 - 3 business days = Tue 24 Nov 2026',NULL,'["monthly-report, which would have been due on Fri 27 Nov 2026"]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000005','2026-11-24 14:00:00.000003',NULL,'','','["planned Tue 24 Nov 2026 for Tue 24 Nov 2026"]','2026-11-24','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'closer to the contact on Tue 24 Nov 2026 than the pace allows, because it cannot wait',NULL,'','2026-11-24',0);
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
INSERT INTO "forms" VALUES(1,'MTNX','f27e024c64b8d9dd69711ff31a332a75b562387ccfeab51e4d74193ff0dbe8ee','2026-11','2026-11-24 14:00:00.000005','2027-11-24 14:00:00.000005',NULL,NULL);
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
CREATE TABLE journal (
	number INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	verb VARCHAR(20) NOT NULL, 
	what TEXT NOT NULL, 
	"before" JSON NOT NULL, 
	undone_at DATETIME, 
	PRIMARY KEY (number)
);
INSERT INTO "journal" VALUES(1,'2026-11-24 14:00:00.000003','record','contact F67','{"facts": [[67, 0]], "follow_ups": {}, "people": {}}',NULL);
INSERT INTO "journal" VALUES(2,'2026-11-24 14:00:00.000005','record','contact F68','{"facts": [[68, 0]], "follow_ups": {}, "people": {}}',NULL);
CREATE TABLE logins (
	practitioner VARCHAR(40) NOT NULL, 
	password_hash TEXT NOT NULL, 
	changed_at DATETIME NOT NULL, 
	PRIMARY KEY (practitioner)
);
INSERT INTO "logins" VALUES('maya','$argon2id$v=19$m=65536,t=3,p=4$a2CEH715yPsIhZlvqwvR/Q$FACGDt//kQsaF4lKJNQyUGwMm0W6OlucMgdU8EgPNT8','2026-11-24 14:00:00.000005');
CREATE TABLE meta (
	name VARCHAR(64) NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "meta" VALUES('secret','b1b4f6df6905360e7fea11f2cd89c124');
INSERT INTO "meta" VALUES('rule_since/thank-referrer','');
INSERT INTO "meta" VALUES('rule_since/reach-new-client','');
INSERT INTO "meta" VALUES('rule_since/initial-report','');
INSERT INTO "meta" VALUES('rule_since/monthly-report','');
INSERT INTO "meta" VALUES('rule_since/visit-report','');
INSERT INTO "meta" VALUES('rule_since/red-flag','');
INSERT INTO "meta" VALUES('rule_since/fall','');
INSERT INTO "meta" VALUES('rule_since/authorization','');
INSERT INTO "meta" VALUES('rule_since/discharge-summary','');
INSERT INTO "meta" VALUES('rule_since/next-visit','');
INSERT INTO "meta" VALUES('rule_since/introduction-call','');
INSERT INTO "meta" VALUES('rule_since/joint-visit','');
INSERT INTO "meta" VALUES('rule_since/goal-met','');
INSERT INTO "meta" VALUES('rule_since/decline','');
INSERT INTO "meta" VALUES('rule_since/touch-A','');
INSERT INTO "meta" VALUES('rule_since/touch-B','');
INSERT INTO "meta" VALUES('first_rules','2026-11-24');
INSERT INTO "meta" VALUES('rules_digest','7696e41e44f11ef6');
INSERT INTO "meta" VALUES('planned_on','2026-11-24');
INSERT INTO "meta" VALUES('round_started','2026-11-24T14:00:00.000004+00:00');
INSERT INTO "meta" VALUES('round_done','2026-11-24T14:00:00.000004+00:00');
INSERT INTO "meta" VALUES('disclosures_head','2 6ae375c3231fb55c7aa3e68cb4add472e852c2396a1ebd50af58c106c17488eb');
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
CREATE TABLE "outbox" (
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
INSERT INTO "outbox" VALUES(1,'morning/maya/2026-11-24/folder','folder','maya','maya@northside.example','<1e3eb5a2f1d7b79b6636b922@rapport.invalid>','Rapport: 2 now, 5 today, 2 blocked','Tuesday 24 November 2026 · Maya Chen

NOW      Q24R  call, Dr. Alan Lee, orthopedics, (617) 555-0142
         6APR  call, Dr. Eva Novak, primary care, (617) 555-0131
TODAY    PGR2  request, client N74G
         E1R4  report, Dr. Eva Novak, primary care, (617) 555-0131
         CH2S  call, client SH3V
         KTX9  report, Dr. Alan Lee, orthopedics, (617) 555-0142
         PDE7  thank-you, Carla Reyes, physical therapy, (617) 555-0151
BLOCKED  RXW7  report, Dr. Sam Ortiz, cardiology, (617) 555-0121: the authorization ended on 14 Nov 2026; first PGR2
         4HWF  report, Dr. Sam Ortiz, cardiology, (617) 555-0121: the authorization ended on 14 Nov 2026; first PGR2

Tomorrow 2, this week 2.            http://127.0.0.1:8765/today
No round yet · calendar not fetched yet · no backup yet
','<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rapport: 2 now, 5 today, 2 blocked</title>
</head>
<body style="font: 16px/1.5 sans-serif; max-width: 36rem; margin: 0 auto; padding: 1rem">
<h1 style="font-size: 1.2rem">Tuesday 24 November 2026 · Maya Chen</h1>
<h2 style="font-size: 1rem">NOW</h2>
<ul style="padding-left: 1.2rem">
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#Q24R">Q24R</a> <strong>call, Dr. Alan Lee, orthopedics</strong>
<br><a href="tel:6175550142">(617) 555-0142</a>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#6APR">6APR</a> <strong>call, Dr. Eva Novak, primary care</strong>
<br><a href="tel:6175550131">(617) 555-0131</a>
</li>
</ul>
<h2 style="font-size: 1rem">TODAY</h2>
<ul style="padding-left: 1.2rem">
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#PGR2">PGR2</a> <strong>request, client N74G</strong>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#E1R4">E1R4</a> <strong>report, Dr. Eva Novak, primary care</strong>
<br><a href="tel:6175550131">(617) 555-0131</a>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#CH2S">CH2S</a> <strong>call, client SH3V</strong>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#KTX9">KTX9</a> <strong>report, Dr. Alan Lee, orthopedics</strong>
<br><a href="tel:6175550142">(617) 555-0142</a>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#PDE7">PDE7</a> <strong>thank-you, Carla Reyes, physical therapy</strong>
<br><a href="tel:6175550151">(617) 555-0151</a>
</li>
</ul>
<h2 style="font-size: 1rem">BLOCKED</h2>
<ul style="padding-left: 1.2rem">
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#RXW7">RXW7</a> <strong>report, Dr. Sam Ortiz, cardiology</strong>
<br><a href="tel:6175550121">(617) 555-0121</a>
<br>the authorization ended on 14 Nov 2026; first PGR2
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#4HWF">4HWF</a> <strong>report, Dr. Sam Ortiz, cardiology</strong>
<br><a href="tel:6175550121">(617) 555-0121</a>
<br>the authorization ended on 14 Nov 2026; first PGR2
</li>
</ul>
<p>Tomorrow 2, this week 2.
<br><a href="http://127.0.0.1:8765/today">http://127.0.0.1:8765/today</a>
</p>
<footer style="font-size: .85rem">
No round yet · calendar not fetched yet · no backup yet
</footer>
</body>
</html>
','[]','2026-11-24 14:00:00.000004','2026-11-25 01:00:00.000000','sent',1,0,'2026-11-24 14:00:00.000004',NULL,'2026-11-24 14:00:00.087248','outbox/1e3eb5a2f1d7b79b6636b922@rapport.invalid-77c3497a8154.eml','own',NULL,NULL,NULL);
INSERT INTO "outbox" VALUES(2,'morning/jon/2026-11-24/folder','folder','jon','jon@northside.example','<132fbaf64c7a29b5b1115d91@rapport.invalid>','Rapport: 7 today, 2 blocked','Tuesday 24 November 2026 · Jon Park

TODAY    7P8R  request, client 3FDD
         GFV8  report, Dr. Sam Ortiz, cardiology, (617) 555-0121
         QZKE  call, client SKQJ
         M0JF  check, client XQ68
         95NB  thank-you, Carla Reyes, physical therapy, (617) 555-0151
         7M1M  thank-you, Tom Brandt, chiropractic, (617) 555-0161
         0A8B  check, client GQSQ
BLOCKED  FRGZ  report, nobody on file yet: nobody on file is referring, else primary care; name one with: rapport record care-team
         R2KT  report, nobody on file yet: nobody on file is referring, else primary care; name one with: rapport record care-team

Tomorrow 4, this week 4.            http://127.0.0.1:8765/today
No round yet · calendar not fetched yet · no backup yet
','<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rapport: 7 today, 2 blocked</title>
</head>
<body style="font: 16px/1.5 sans-serif; max-width: 36rem; margin: 0 auto; padding: 1rem">
<h1 style="font-size: 1.2rem">Tuesday 24 November 2026 · Jon Park</h1>
<h2 style="font-size: 1rem">TODAY</h2>
<ul style="padding-left: 1.2rem">
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#7P8R">7P8R</a> <strong>request, client 3FDD</strong>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#GFV8">GFV8</a> <strong>report, Dr. Sam Ortiz, cardiology</strong>
<br><a href="tel:6175550121">(617) 555-0121</a>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#QZKE">QZKE</a> <strong>call, client SKQJ</strong>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#M0JF">M0JF</a> <strong>check, client XQ68</strong>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#95NB">95NB</a> <strong>thank-you, Carla Reyes, physical therapy</strong>
<br><a href="tel:6175550151">(617) 555-0151</a>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#7M1M">7M1M</a> <strong>thank-you, Tom Brandt, chiropractic</strong>
<br><a href="tel:6175550161">(617) 555-0161</a>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#0A8B">0A8B</a> <strong>check, client GQSQ</strong>
</li>
</ul>
<h2 style="font-size: 1rem">BLOCKED</h2>
<ul style="padding-left: 1.2rem">
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#FRGZ">FRGZ</a> <strong>report, nobody on file yet</strong>
<br>nobody on file is referring, else primary care; name one with: rapport record care-team
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#R2KT">R2KT</a> <strong>report, nobody on file yet</strong>
<br>nobody on file is referring, else primary care; name one with: rapport record care-team
</li>
</ul>
<p>Tomorrow 4, this week 4.
<br><a href="http://127.0.0.1:8765/today">http://127.0.0.1:8765/today</a>
</p>
<footer style="font-size: .85rem">
No round yet · calendar not fetched yet · no backup yet
</footer>
</body>
</html>
','[]','2026-11-24 14:00:00.000004','2026-11-25 01:00:00.000000','sent',1,0,'2026-11-24 14:00:00.000004',NULL,'2026-11-24 14:00:00.092973','outbox/132fbaf64c7a29b5b1115d91@rapport.invalid-eca6fcdf5478.eml','own',NULL,NULL,NULL);
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
INSERT INTO "papers" VALUES('9VBQ','RXW7','progress-report','N74G','QX7X','draft','{"attended": [17, 18]}',NULL,'2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000003',NULL,'',NULL,'');
INSERT INTO "papers" VALUES('G1TW','GFV8','progress-report','3FDD','QX7X','draft','{}',NULL,'2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000004',NULL,'',NULL,'');
INSERT INTO "papers" VALUES('SD6K','E1R4','progress-report','64PY','5FF4','draft','{}',NULL,'2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000004',NULL,'',NULL,'');
INSERT INTO "papers" VALUES('XC3N','4HWF','progress-report','N74G','QX7X','draft','{}',NULL,'2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000004',NULL,'',NULL,'');
INSERT INTO "papers" VALUES('B3KJ','KTX9','progress-report','ZBMD','MTNX','draft','{}',NULL,'2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000004',NULL,'',NULL,'');
INSERT INTO "papers" VALUES('6DSJ','J6ET','progress-report','HPXN','FYPR','draft','{}',NULL,'2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000004',NULL,'',NULL,'');
INSERT INTO "papers" VALUES('G0VS','H0B2','progress-report','GQSQ','5MAN','draft','{}',NULL,'2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000004',NULL,'',NULL,'');
INSERT INTO "papers" VALUES('J8WT','8CNN','progress-report','G66N','4FBC','draft','{}',NULL,'2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000004',NULL,'',NULL,'');
INSERT INTO "papers" VALUES('60SC','H144','progress-report','KJH9','4FBC','draft','{}',NULL,'2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000004',NULL,'',NULL,'');
INSERT INTO "papers" VALUES('PZFM','HA64','progress-report','3FDD','QX7X','draft','{}',NULL,'2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000004',NULL,'',NULL,'');
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
INSERT INTO "providers" VALUES('MTNX','Dr. Alan Lee','2026-09-25','MD','orthopedics','1234567893','+16175550142','+16175550143','','','Mon 08:00-17:00, Tue 08:00-17:00, Wed 08:00-17:00, Thu 08:00-17:00, Fri 08:00-17:00','','','A','','',NULL,NULL,0);
INSERT INTO "providers" VALUES('4FBC','Dr. Priya Shah','2026-09-25','MD','primary care','','+16175550110','+16175550111','','','Mon 08:30-16:30, Tue 08:30-16:30, Wed 08:30-16:30, Thu 08:30-16:30, Fri 08:30-16:30','','','A','','mornings',NULL,NULL,0);
INSERT INTO "providers" VALUES('QX7X','Dr. Sam Ortiz','2026-09-25','MD','cardiology','','+16175550121','+16175550122','','','','','','B','','',NULL,NULL,0);
INSERT INTO "providers" VALUES('5FF4','Dr. Eva Novak','2026-09-25','MD','primary care','','+16175550131','','','','','','','B','','',NULL,NULL,0);
INSERT INTO "providers" VALUES('5MAN','Carla Reyes','2026-09-25','DPT','physical therapy','','+16175550151','+16175550152','','','Mon 09:00-18:00, Tue 09:00-18:00, Wed 09:00-18:00, Thu 09:00-18:00','','','A','','',NULL,NULL,0);
INSERT INTO "providers" VALUES('516G','Tom Brandt','2026-09-25','DC','chiropractic','','+16175550161','','','','','','','B','','',NULL,NULL,0);
INSERT INTO "providers" VALUES('FYPR','Dr. Kenji Ito','2026-09-25','MD','endocrinology','','+16175550171','+16175550172','','','','','','C','','',NULL,NULL,0);
INSERT INTO "providers" VALUES('ZNGS','Dr. Ama Osei','2026-09-25','MD','neurology','','+16175550181','','','','','','','B','','',NULL,NULL,0);
CREATE TABLE published (
	feed INTEGER NOT NULL, 
	uid VARCHAR(80) NOT NULL, 
	first_at DATETIME NOT NULL, sequence INTEGER DEFAULT '0' NOT NULL, changed_at DATETIME, digest VARCHAR(64) DEFAULT '' NOT NULL, body BLOB, left_at DATETIME, 
	PRIMARY KEY (feed, uid), 
	FOREIGN KEY(feed) REFERENCES feeds (id)
);
CREATE TABLE replan (
	subject VARCHAR(12) NOT NULL, 
	PRIMARY KEY (subject)
);
CREATE TABLE sessions (
	token_hash VARCHAR(64) NOT NULL, 
	practitioner VARCHAR(40) NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	agent TEXT NOT NULL, 
	PRIMARY KEY (token_hash)
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
CREATE INDEX follow_ups_day ON follow_ups (practitioner, day) WHERE state = 'open';
CREATE INDEX follow_ups_urgent ON follow_ups (day) WHERE state = 'open' AND priority <= 1;
CREATE INDEX follow_ups_reports ON follow_ups (day) WHERE state = 'open' AND kind = 'report';
CREATE INDEX follow_ups_meetings ON follow_ups (practitioner) WHERE state = 'open' AND kind = 'meeting';
CREATE INDEX follow_ups_bundle ON follow_ups (bundle) WHERE bundle IS NOT NULL;
CREATE INDEX follow_ups_shown ON follow_ups (practitioner, changed_at);
CREATE INDEX follow_ups_of ON follow_ups (practitioner, revision);
CREATE INDEX follow_ups_closed ON follow_ups (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX follow_ups_revision ON follow_ups (revision);
CREATE INDEX facts_nobody ON facts (client, provider) WHERE current = 1 AND client IS NULL AND provider IS NULL;
CREATE INDEX facts_calendar ON facts (client, on_day) WHERE current = 1 AND kind IN ('visit', 'meeting');
CREATE INDEX facts_practitioner ON facts (practitioner, on_day) WHERE current = 1 AND kind IN ('visit', 'meeting');
CREATE INDEX facts_meetings ON facts (on_day) WHERE current = 1 AND kind = 'meeting';
CREATE INDEX outbox_sent ON outbox (channel, settled_at) WHERE state = 'sent';
CREATE INDEX invitations_standing ON invitations (ends) WHERE state = 'invited';
CREATE INDEX clients_practitioner ON clients (practitioner);
COMMIT;
