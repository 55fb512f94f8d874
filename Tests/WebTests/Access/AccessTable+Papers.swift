extension AccessTable {
    /// Documents as files, in the columns of `text`.
    static let papers = """
        GET /api/v1/cases/018f0000-0000-7000-8000-00000000ffff/dossier.pdf 401 403 404 404 404 404 404 403 403
        GET /api/v1/cases/018f0000-0000-7000-8000-00000000ffff/dossier.docx 401 403 404 404 404 404 404 403 403
        GET /api/v1/cases/018f0000-0000-7000-8000-00000000ffff/dossier.xlsx 401 403 404 404 404 404 404 403 403
        GET /api/v1/cases/018f0000-0000-7000-8000-00000000ffff/dossier.csv 401 403 404 404 404 404 404 403 403
        GET /api/v1/cases/018f0000-0000-7000-8000-00000000ffff/dossier.json 401 403 404 404 404 404 404 403 403
        GET /api/v1/steps/4711/paper.pdf 401 403 404 404 404 404 404 403 403
        GET /api/v1/steps/4711/paper.docx 401 403 404 404 404 404 404 403 403
        GET /api/v1/steps/4711/paper.xlsx 401 403 404 404 404 404 404 403 403
        GET /api/v1/steps/4711/paper.csv 401 403 404 404 404 404 404 403 403
        GET /api/v1/steps/4711/paper.json 401 403 404 404 404 404 404 403 403
        GET /api/v1/openapi.json                  200    200       200           200         200      200    200     200   200
        GET /api/v1/orders/{own}/order.pdf        401    404       404           404         404      404    404     403   404
        GET /api/v1/orders/{own}/order.docx       401    404       404           404         404      404    404     403   404
        GET /api/v1/orders/{own}/order.xlsx       401    404       404           404         404      404    404     403   404
        GET /api/v1/orders/{own}/order.csv        401    404       404           404         404      404    404     403   404
        GET /api/v1/orders/{own}/order.json       401    404       404           404         404      404    404     403   404
        GET /api/v1/inspections/{own}/notice.pdf  401    404       404           404         404      404    404     403   404
        GET /api/v1/inspections/{own}/notice.docx 401    404       404           404         404      404    404     403   404
        GET /api/v1/inspections/{own}/notice.xlsx 401    404       404           404         404      404    404     403   404
        GET /api/v1/inspections/{own}/notice.csv  401    404       404           404         404      404    404     403   404
        GET /api/v1/inspections/{own}/notice.json 401    404       404           404         404      404    404     403   404
        GET /api/v1/weeks/2021-W33/report.pdf     401    404       404           404         403      404    404     403   403
        GET /api/v1/weeks/2021-W33/report.docx    401    404       404           404         403      404    404     403   403
        GET /api/v1/weeks/2021-W33/report.xlsx    401    404       404           404         403      404    404     403   403
        GET /api/v1/weeks/2021-W33/report.csv     401    404       404           404         403      404    404     403   403
        GET /api/v1/weeks/2021-W33/report.json    401    404       404           404         403      404    404     403   403
        """
}
