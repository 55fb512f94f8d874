/// Who is answered what, by route: `-` is not asked. A status, or `login` where the reader is taken to the login,
/// or `own` where to the own account first.
///
/// `first` has a first password to change; `reader` is a token of the inspector for reading alone. {own} and {else}
/// are of the director's site and of another of the county; {far} is of another county, whose people are never told
/// that it exists.
enum AccessTable {
    static let text = """
        route                                     nobody inspector administrator supervision director leader auditor first reader
        GET /healthz                              200    200       200           200         200      200    200     200   200
        GET /readyz                               200    200       200           200         200      200    200     200   200
        GET /metrics                              200    200       200           200         200      200    200     200   200
        GET /static/1/lazaret.css                    200    200       200           200         200      200    200     200   200
        GET /login                                200    200       200           200         200      200    200     200   200
        POST /login                               403    403       403           403         403      403    403     403   403
        GET /login/openid                         404    404       404           404         404      404    404     404   404
        GET /login/openid/callback                404    404       404           404         404      404    404     404   404
        POST /logout                              401    303       303           303         303      303    303     303   401
        GET /account                              login  200       200           200         200      200    200     200   403
        POST /account/password                    401    422       422           422         422      422    422     422   403
        POST /account/sessions/end                401    404       404           404         404      404    404     404   403
        POST /account/tokens                      401    200       200           200         200      200    200     403   403
        POST /account/tokens/revoke               401    404       404           404         404      404    404     403   403
        GET /accounts                             login  403       200           403         403      403    403     own   403
        POST /accounts                            401    403       200           403         403      403    403     403   403
        GET /accounts/{own}                       login  403       200           403         403      403    403     own   403
        GET /accounts/{far}                       login  403       404           403         403      403    403     own   403
        POST /accounts/{own}                      401    403       303           403         403      403    403     403   403
        POST /accounts/{far}                      401    403       404           403         403      403    403     403   403
        POST /waits                               401    403       404           403         403      403    403     403   403
        GET /                                     login  200       200           200         303      200    200     own   303
        GET /mine                                 login  403       403           403         200      403    403     own   403
        GET /import/sites                         login  403       200           403         403      403    403     own   403
        POST /import/sites                        401    403       415           403         403      403    403     403   403
        POST /api/v1/import/sites                 401    403       415           403         403      403    403     403   403
        GET /sites                                login  200       200           200         200      200    200     own   200
        GET /sites/{own}                          login  200       200           200         200      200    200     own   200
        GET /sites/{else}                         login  200       200           200         404      200    200     own   200
        GET /sites/{far}                          login  404       404           404         404      404    404     own   404
        GET /sites/{own}/register                 login  200       200           200         200      200    200     own   200
        GET /sites/{else}/register                login  200       200           200         404      200    200     own   200
        GET /sites/{far}/register                 login  404       404           404         404      404    404     own   404
        POST /sites/{own}/register                401    403       422           403         403      403    403     403   403
        POST /sites/{far}/register                401    403       404           403         403      403    403     403   403
        GET /townships                            login  200       200           200         200      200    200     own   200
        POST /townships/TS-01                     401    403       422           403         403      403    403     403   403
        POST /townships/TS-X                      401    403       422           403         403      403    403     403   403
        GET /inspections/{own}/withdrawal         login  403       200           403         403      403    403     own   403
        GET /inspections/{far}/withdrawal         login  403       404           403         403      403    403     own   403
        POST /inspections/{own}/withdrawal        401    403       422           403         403      403    403     403   403
        POST /inspections/{far}/withdrawal        401    403       404           403         403      403    403     403   403
        GET /notices                              login  200       200           200         200      200    200     own   200
        POST /notices/letterhead                  401    403       422           403         403      403    403     403   403
        GET /inspections/{own}/notice             login  200       200           200         200      200    200     own   200
        GET /inspections/{else}/notice            login  200       200           200         404      200    200     own   200
        GET /inspections/{far}/notice             login  404       404           404         404      404    404     own   404
        POST /inspections/{own}/notice            401    403       409           403         403      403    403     403   403
        POST /inspections/{far}/notice            401    403       404           403         403      403    403     403   403
        POST /inspections/{own}/notice/acknowledgement 401 403     403           403         404      403    403     403   403
        POST /inspections/{else}/notice/acknowledgement 401 403    403           403         404      403    403     403   403
        POST /inspections/{far}/notice/acknowledgement 401 403     403           403         404      403    403     403   403
        POST /inspections/{own}/notice/hand-over  401    422       422           403         403      403    403     403   403
        POST /inspections/{far}/notice/hand-over  401    404       404           403         403      403    403     403   403
        GET /sites/{own}/inspections              login  200       200           200         200      200    200     own   200
        GET /sites/{else}/inspections             login  200       200           200         404      200    200     own   200
        GET /sites/{far}/inspections              login  404       404           404         404      404    404     own   404
        GET /cases                                login  403       200           200         403      200    200     own   403
        GET /cases/018f0000-0000-7000-8000-00000000ffff login 403 404 404 404 404 404 own 403
        POST /cases/018f0000-0000-7000-8000-00000000ffff 401 403 403 404 404 403 403 403 403
        GET /cases/018f0000-0000-7000-8000-00000000ffff/dossier login 403 404 404 404 404 404 own 403
        GET /cases/018f0000-0000-7000-8000-00000000ffff/acts/018f0000-0000-7000-8000-00000000fffe/0 login 403 404 404 404 404 404 own 403
        GET /cases/018f0000-0000-7000-8000-00000000ffff/acts/018f0000-0000-7000-8000-00000000fffe/0/page login 403 404 404 404 404 404 own 403
        GET /cases/018f0000-0000-7000-8000-00000000ffff/acts/018f0000-0000-7000-8000-00000000fffe/0/thumbnail login 403 404 404 404 404 404 own 403
        GET /circulars                            login  403       200           200         200      200    200     own   403
        GET /ladder                               login  403       200           200         200      200    200     own   403
        POST /ladder                              401    403       422           403         403      403    403     403   403
        GET /sites/{own}/accountability           login  403       200           200         200      200    200     own   403
        GET /sites/{else}/accountability          login  403       200           200         404      200    200     own   403
        GET /sites/{far}/accountability           login  403       404           404         404      404    404     own   403
        POST /sites/{own}/accountability          401    403       422           422         403      403    403     403   403
        POST /sites/{far}/accountability          401    403       404           404         403      403    403     403   403
        GET /steps/4711                           login  403       404           404         404      404    404     own   403
        GET /sites/{own}/infection                login  403       200           200         403      403    403     own   403
        GET /sites/{far}/infection                login  403       404           404         403      403    403     own   403
        POST /sites/{own}/infection               401    403       422           422         403      403    403     403   403
        POST /sites/{far}/infection               401    403       404           404         403      403    403     403   403
        GET /api/v1/cases                         401    403       200           200         403      200    200     403   403
        GET /api/v1/cases/018f0000-0000-7000-8000-00000000ffff 401 403 404 404 404 404 404 403 403
        GET /api/v1/cases/018f0000-0000-7000-8000-00000000ffff/dossier 401 403 404 404 404 404 404 403 403
        GET /api/v1/circulars                     401    403       200           200         200      200    200     403   403
        GET /api/v1/ladder                        401    403       200           200         200      200    200     403   403
        GET /api/v1/steps/4711/paper.pdf 401 403 404 404 404 404 404 403 403
        GET /api/v1/steps/4711/paper.docx 401 403 404 404 404 404 404 403 403
        GET /api/v1/steps/4711/paper.xlsx 401 403 404 404 404 404 404 403 403
        GET /api/v1/steps/4711/paper.csv 401 403 404 404 404 404 404 403 403
        GET /api/v1/steps/4711/paper.json 401 403 404 404 404 404 404 403 403
        GET /guidance                             login  200       200           200         200      200    200     own   200
        POST /guidance                            401    422       422           403         403      403    403     403   403
        POST /guidance/issues                     401    403       422           403         403      403    403     403   403
        GET /sites/{own}/guidance                 login  200       200           200         200      200    200     own   200
        GET /sites/{else}/guidance                login  200       200           200         404      200    200     own   200
        GET /sites/{far}/guidance                 login  404       404           404         404      404    404     own   404
        POST /sites/{own}/guidance                401    422       422           403         403      403    403     403   403
        POST /sites/{far}/guidance                401    404       404           403         403      403    403     403   403
        POST /sites/{own}/guidance/receipt        401    403       403           403         404      403    403     403   403
        POST /sites/{far}/guidance/receipt        401    403       403           403         404      403    403     403   403
        POST /sites/{own}/guidance/withdrawal     401    403       404           403         403      403    403     403   403
        GET /api/v1/mine                          401    403       403           403         200      403    403     403   403
        GET /api/v1/guidance                      401    200       200           200         200      200    200     403   200
        POST /api/v1/guidance                     401    415       415           403         403      403    403     403   403
        POST /api/v1/guidance/issues              401    403       415           403         403      403    403     403   403
        POST /api/v1/guidance/issues/1/receipt    401    403       403           403         404      403    403     403   403
        GET /api/v1/sites/{own}/guidance          401    200       200           200         200      200    200     403   200
        GET /api/v1/sites/{else}/guidance         401    200       200           200         404      200    200     403   200
        GET /api/v1/sites/{far}/guidance          401    404       404           404         404      404    404     403   404
        GET /gaps                                 login  200       200           200         200      200    200     own   200
        GET /gaps.csv                             login  200       200           200         200      200    200     own   200
        GET /sites/{own}/gaps/A-01                login  404       404           404         404      404    404     own   404
        GET /sites/{far}/gaps/A-01                login  404       404           404         404      404    404     own   404
        POST /sites/{own}/gaps/A-01/submission    401    403       403           403         404      403    403     403   403
        POST /sites/{far}/gaps/A-01/submission    401    403       403           403         404      403    403     403   403
        POST /sites/{own}/gaps/A-01/submission/file 401  403       403           403         404      403    403     403   403
        POST /sites/{far}/gaps/A-01/submission/file 401  403       403           403         404      403    403     403   403
        POST /sites/{own}/gaps/A-01/answers/018f0000-0000-7000-8000-000000000009 401 403 403        403         400      403    403     403   403
        GET /sites/{own}/gaps/A-01/answers/018f0000-0000-7000-8000-000000000009/0 login  404       404           404         404      404    404     own   404
        GET /sites/{own}/gaps/A-01/answers/018f0000-0000-7000-8000-000000000009/0/page login 404   404           404         404      404    404     own   404
        GET /sites/{own}/gaps/A-01/answers/018f0000-0000-7000-8000-000000000009/0/thumbnail login 404 404        404         404      404    404     own   404
        POST /sites/{own}/gaps/A-01/verification  401    404       404           403         403      403    403     403   403
        POST /sites/{far}/gaps/A-01/verification  401    404       404           403         403      403    403     403   403
        POST /sites/{own}/gaps/A-01/deadline      401    403       404           403         403      403    403     403   403
        POST /sites/{far}/gaps/A-01/deadline      401    403       404           403         403      403    403     403   403
        GET /sites/{own}/gaps/A-01/order          login  404       404           404         404      404    404     own   404
        GET /sites/{far}/gaps/A-01/order          login  404       404           404         404      404    404     own   404
        POST /sites/{own}/gaps/A-01/order         401    403       422           403         403      403    403     403   403
        POST /sites/{far}/gaps/A-01/order         401    403       422           403         403      403    403     403   403
        POST /inspections/{own}/notice/photograph 401    400       400           403         403      403    403     403   403
        GET /inspections/{own}/notice/photograph  login  404       404           404         404      404    404     own   404
        GET /inspections/{own}/notice/photograph/page login 404    404           404         404      404    404     own   404
        POST /orders/{own}/acknowledgement        401    403       403           403         404      403    403     403   403
        POST /orders/{own}/hand-over              401    404       404           403         403      403    403     403   403
        POST /orders/{own}/photograph             401    400       400           403         403      403    403     403   403
        GET /orders/{own}/photograph              login  404       404           404         404      404    404     own   404
        GET /orders/{own}/photograph/page         login  404       404           404         404      404    404     own   404
        GET /orders                               login  200       200           200         200      200    200     own   200
        GET /orders/{own}                         login  404       404           404         404      404    404     own   404
        GET /inspections/{own}                    login  200       200           200         200      200    200     own   200
        GET /inspections/{else}                   login  200       200           200         404      200    200     own   200
        GET /inspections/{far}                    login  404       404           404         404      404    404     own   404
        GET /inspections/{own}/evidence           login  200       200           200         200      200    200     own   200
        GET /inspections/{else}/evidence          login  200       200           200         404      200    200     own   200
        GET /inspections/{far}/evidence           login  404       404           404         404      404    404     own   404
        POST /inspections/{own}/evidence          401    400       400           400         400      400    400     403   400
        GET /inspections/{own}/evidence/A-01/0    login  200       200           200         200      200    200     own   200
        GET /inspections/{else}/evidence/A-01/0   login  200       200           200         404      200    200     own   200
        GET /inspections/{far}/evidence/A-01/0    login  404       404           404         404      404    404     own   404
        GET /inspections/{own}/evidence/A-01/1    login  404       404           404         404      404    404     own   404
        GET /inspections/{own}/evidence/A-01/0/page login 200      200           200         200      200    200     own   200
        GET /inspections/{else}/evidence/A-01/0/page login 200     200           200         404      200    200     own   200
        GET /inspections/{far}/evidence/A-01/0/page login 404      404           404         404      404    404     own   404
        GET /inspections/{own}/evidence/A-01/0/thumbnail login 200 200           200         200      200    200     own   200
        GET /inspections/{else}/evidence/A-01/0/thumbnail login 200 200          200         404      200    200     own   200
        GET /inspections/{far}/evidence/A-01/0/thumbnail login 404 404           404         404      404    404     own   404
        GET /api/v1/inspections/{own}/evidence    401    200       200           200         200      200    200     403   200
        GET /api/v1/inspections/{else}/evidence   401    200       200           200         404      200    200     403   200
        GET /api/v1/inspections/{far}/evidence    401    404       404           404         404      404    404     403   404
        POST /api/v1/uploads                      401    201       201           403         201      403    403     403   403
        GET /api/v1/uploads/{own}                 401    404       404           404         404      404    404     403   404
        PATCH /api/v1/uploads/{own}               401    404       404           404         404      404    404     403   404
        DELETE /api/v1/uploads/{own}              401    404       404           404         404      404    404     403   404
        GET /planning                             login  200    200    200    403    200    200    own    403
        POST /planning/cadences                   401    403    422    403    403    403    403    403    403
        GET /planning/own                         login  200    200    403    403    403    403    own    403
        GET /planning/owed                        login  200    200    200    403    200    200    own    403
        GET /planning/draws                       login  200    200    200    403    200    200    own    403
        POST /planning/draws                      401    403    422    403    403    403    403    403    403
        GET /planning/draws/018f0000-0000-7000-8000-0000000000ff login  404    404    404    403    404    404    own    403
        POST /planning/draws/018f0000-0000-7000-8000-0000000000ff/discard 401    403    404    403    403    403    403    403    403
        GET /api/v1/planning                      401    200    200    200    403    200    200    403    403
        GET /api/v1/planning/cadences             401    200    200    200    403    200    200    403    403
        POST /api/v1/planning/cadences            401    403    415    403    403    403    403    403    403
        GET /api/v1/planning/own                  401    200    200    403    403    403    403    403    403
        GET /api/v1/planning/owed                 401    200    200    200    403    200    200    403    403
        GET /api/v1/planning/draws                401    200    200    200    403    200    200    403    403
        POST /api/v1/planning/draws               401    403    415    403    403    403    403    403    403
        GET /api/v1/planning/draws/018f0000-0000-7000-8000-0000000000ff 401    404    404    404    403    404    404    403    403
        POST /api/v1/planning/draws/018f0000-0000-7000-8000-0000000000ff/discard 401    403    415    403    403    403    403    403    403
        GET /weeks                                login  303       303           303         403      303    303     own   403
        GET /weeks/2021-W33                       login  200       200           200         403      200    200     own   403
        GET /weeks/2021-W33/live                  login  200       200           200         403      200    200     own   403
        POST /weeks/2021-W99/close                401    403       404           403         403      403    403     403   403
        POST /weeks/2021-W33/revise               401    403       422           403         403      403    403     403   403
        POST /weeks/2021-W33/paper                401    403       404           403         403      403    403     403   403
        GET /checklists                           login  200       200           200         200      200    200     own   200
        GET /checklists/township-isolation        login  200       200           200         200      200    200     own   200
        GET /inspect/{own}                        login  303       303           403         403      403    403     own   403
        GET /inspect/{else}                       login  303       303           403         403      403    403     own   403
        GET /inspect/{far}                        login  404       404           403         403      403    403     own   403
        POST /inspect/{own}                       401    303       303           403         403      403    403     403   403
        POST /inspect/{else}                      401    303       303           403         403      403    403     403   403
        POST /inspect/{far}                       401    404       404           403         403      403    403     403   403
        GET /inspect/{own}/review                 login  404       404           403         403      403    403     own   403
        POST /inspect/{own}/review                401    404       404           403         403      403    403     403   403
        POST /inspect/{own}/resume                403    403       403           403         403      403    403     403   403
        GET /drafts                               login  200       200           403         403      403    403     own   403
        POST /drafts/{far}                        401    303       303           403         403      403    403     403   403
        GET /api/v1/openapi.json                  200    200       200           200         200      200    200     200   200
        GET /api/v1/me                            401    200       200           200         200      200    200     200   200
        GET /api/v1/county                        401    200       200           200         403      200    200     403   403
        GET /api/v1/sites                         401    200       200           200         200      200    200     403   200
        GET /api/v1/sites/{own}                   401    200       200           200         200      200    200     403   200
        GET /api/v1/sites/{else}                  401    200       200           200         404      200    200     403   200
        GET /api/v1/sites/{far}                   401    404       404           404         404      404    404     403   404
        GET /api/v1/sites/{own}/inspections       401    200       200           200         200      200    200     403   200
        GET /api/v1/sites/{else}/inspections      401    200       200           200         404      200    200     403   200
        GET /api/v1/sites/{far}/inspections       401    404       404           404         404      404    404     403   404
        GET /api/v1/gaps                          401    200       200           200         200      200    200     403   200
        GET /api/v1/sites/{own}/gaps/A-01         401    404       404           404         404      404    404     403   404
        GET /api/v1/sites/{far}/gaps/A-01         401    404       404           404         404      404    404     403   404
        POST /api/v1/sites/{own}/gaps/A-01/submission 401 403      403           403         415      403    403     403   403
        POST /api/v1/sites/{own}/gaps/A-01/verification 401 415    415           403         403      403    403     403   403
        POST /api/v1/sites/{own}/gaps/A-01/deadline 401  403       415           403         403      403    403     403   403
        POST /api/v1/sites/{own}/gaps/A-01/order  401    403       415           403         403      403    403     403   403
        GET /api/v1/orders                        401    200       200           200         200      200    200     403   200
        GET /api/v1/orders/{own}                  401    404       404           404         404      404    404     403   404
        POST /api/v1/orders/{own}/acknowledgement 401    403       403           403         404      403    403     403   403
        POST /api/v1/orders/{own}/hand-over       401    415       415           403         403      403    403     403   403
        GET /api/v1/orders/{own}/order.pdf        401    404       404           404         404      404    404     403   404
        GET /api/v1/orders/{own}/order.docx       401    404       404           404         404      404    404     403   404
        GET /api/v1/orders/{own}/order.xlsx       401    404       404           404         404      404    404     403   404
        GET /api/v1/orders/{own}/order.csv        401    404       404           404         404      404    404     403   404
        GET /api/v1/orders/{own}/order.json       401    404       404           404         404      404    404     403   404
        GET /api/v1/checklists                    401    200       200           200         200      200    200     403   200
        GET /api/v1/checklists/township-isolation 401    200       200           200         200      200    200     403   200
        GET /api/v1/baselines                     401    200       200           200         200      200    200     403   200
        POST /api/v1/inspections                  401    201       201           403         403      403    403     403   403
        POST /api/v1/inspections?{else}           401    201       201           403         403      403    403     403   403
        POST /api/v1/inspections?{far}            401    422       422           403         403      403    403     403   403
        GET /api/v1/inspections/{own}             401    200       200           200         200      200    200     403   200
        GET /api/v1/inspections/{else}            401    200       200           200         404      200    200     403   200
        GET /api/v1/inspections/{far}             401    404       404           404         404      404    404     403   404
        GET /api/v1/notices                       401    200       200           200         200      200    200     403   200
        GET /api/v1/inspections/{own}/notice      401    404       404           404         404      404    404     403   404
        GET /api/v1/inspections/{own}/notice.pdf  401    404       404           404         404      404    404     403   404
        GET /api/v1/inspections/{own}/notice.docx 401    404       404           404         404      404    404     403   404
        GET /api/v1/inspections/{own}/notice.xlsx 401    404       404           404         404      404    404     403   404
        GET /api/v1/inspections/{own}/notice.csv  401    404       404           404         404      404    404     403   404
        GET /api/v1/inspections/{own}/notice.json 401    404       404           404         404      404    404     403   404
        GET /api/v1/inspections/{far}/notice      401    404       404           404         404      404    404     403   404
        POST /api/v1/inspections/{own}/notice     401    403       409           403         403      403    403     403   403
        POST /api/v1/inspections/{far}/notice     401    403       404           403         403      403    403     403   403
        POST /api/v1/inspections/{own}/notice/acknowledgement 401 403 403        403         404      403    403     403   403
        POST /api/v1/inspections/{far}/notice/acknowledgement 401 403 403        403         404      403    403     403   403
        POST /api/v1/inspections/{own}/notice/hand-over 401 415    415           403         403      403    403     403   403
        POST /api/v1/inspections/{far}/notice/hand-over 401 415    415           403         403      403    403     403   403
        GET /api/v1/inspections/{own}/explanation 401    200       200           200         200      200    200     403   200
        GET /api/v1/inspections/{else}/explanation 401   200       200           200         404      200    200     403   200
        GET /api/v1/inspections/{far}/explanation 401    404       404           404         404      404    404     403   404
        GET /api/v1/inspections/{own}/what-if     401    200       200           200         403      200    200     403   403
        GET /api/v1/inspections/{else}/what-if    401    200       200           200         403      200    200     403   403
        GET /api/v1/inspections/{far}/what-if     401    404       404           404         403      404    404     403   403
        GET /api/v1/what-if?kind=townshipIsolation 401   200       200           200         403      200    200     403   403
        GET /api/v1/drafts                        401    200       200           200         403      200    200     403   403
        GET /api/v1/drafts/{own}                  401    200       200           200         403      404    200     403   403
        GET /api/v1/drafts/{else}                 401    200       200           200         403      404    200     403   403
        GET /api/v1/drafts/{far}                  401    404       404           404         403      404    404     403   403
        PUT /api/v1/drafts/{own}                  401    409       409           403         403      403    403     403   403
        PUT /api/v1/drafts/{else}                 401    409       409           403         403      403    403     403   403
        PUT /api/v1/drafts/{far}                  401    404       404           403         403      403    403     403   403
        DELETE /api/v1/drafts/{far}               401    204       204           403         403      403    403     403   403
        GET /audit                                login  403       403           200         403      403    200     own   403
        GET /audit/1                              login  403       403           200         403      403    200     own   403
        GET /audit.csv                            login  403       403           200         403      403    200     own   403
        GET /api/v1/audit                         401    403       403           200         403      403    200     403   403
        GET /api/v1/audit/heads                   401    403       403           200         403      403    200     403   403
        GET /api/v1/audit/1/proof                 401    403       403           409         403      403    409     403   403
        GET /api/v1/weeks/2021-W33                401    200       200           200         403      200    200     403   403
        GET /api/v1/weeks/2021-W33/report         401    404       404           404         403      404    404     403   403
        GET /api/v1/weeks/2021-W33/report.pdf     401    404       404           404         403      404    404     403   403
        GET /api/v1/weeks/2021-W33/report.docx    401    404       404           404         403      404    404     403   403
        GET /api/v1/weeks/2021-W33/report.xlsx    401    404       404           404         403      404    404     403   403
        GET /api/v1/weeks/2021-W33/report.csv     401    404       404           404         403      404    404     403   403
        GET /api/v1/weeks/2021-W33/report.json    401    404       404           404         403      404    404     403   403
        POST /api/v1/weeks/2021-W99/close         401    403       404           403         403      403    403     403   403
        POST /api/v1/weeks/2021-W33/revise        401    403       415           403         403      403    403     403   403
        POST /api/v1/weeks/2021-W33/paper         401    403       404           403         403      403    403     403   403
        """

    /// One row of the table.
    struct Row: Sendable {
        let method: String
        let path: String
        /// What each is answered, by the heading of the column.
        let answers: [(who: String, answer: String)]
    }

    static let rows: [Row] = {
        let lines = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        return lines.dropFirst()
            .map { words in
                Row(
                    method: words[0],
                    path: words[1],
                    answers: Array(zip(lines[0].dropFirst(), words.dropFirst(2)))
                )
            }
    }()
}
