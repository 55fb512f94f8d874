extension AccessTable {
    /// Standing orders for closing weeks and who has read one, in the columns of `text`.
    static let weeks = """
        GET /closing-order                        login  403       200           403         403      403    403     own   403
        POST /closing-order                       401    403       422           403         403      403    403     403   403
        POST /closing-order/end                   401    403       404           403         403      403    403     403   403
        POST /weeks/2021-W33/read                 401    404       404           404         403      404    404     403   403
        GET /api/v1/closing-order                 401    200       200           200         403      200    200     403   403
        POST /api/v1/closing-order                401    403       415           403         403      403    403     403   403
        POST /api/v1/closing-order/end            401    403       404           403         403      403    403     403   403
        GET /api/v1/weeks/2021-W33/readers        401    404       404           404         403      404    404     403   403
        POST /api/v1/weeks/2021-W33/read          401    404       404           404         403      404    404     403   403
        """
}
